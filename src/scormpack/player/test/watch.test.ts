import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { advance, begin, stopVideo, watch } from "../src/watch.ts";
import type { Sample, Watched } from "../src/watch.ts";

const at = (place: number, seconds: number, rate = 1): Sample => ({ place, now: seconds * 1000, rate });

/** Plays on from `watched` for `seconds`, four samples a second. */
function playing(watched: Watched, seconds: number, rate: number, claimed = rate): Watched {
  let now = watched;
  for (let step = 1; step <= seconds * 4; step += 1) {
    const clock = watched.last.now / 1000 + step / 4;
    now = advance(now, at(watched.last.place + (step / 4) * rate, clock, claimed));
  }
  return now;
}

test("what is played is one growing stretch", () => {
  const watched = playing(begin(at(10, 100)), 60, 1);
  assert.equal(watched.from, 10);
  assert.equal(watched.to, 70);
});

test("speeds up to 2 count in full, for long", () => {
  for (const rate of [0.5, 1.5, 2]) {
    const watched = playing(begin(at(0, 0, rate)), 600, rate);
    assert.equal(watched.from, 0);
    assert.equal(watched.to, 600 * rate);
  }
});

test("a speed above 2 earns nothing", () => {
  const watched = playing(begin(at(0, 0, 4)), 10, 4);
  assert.equal(watched.to - watched.from, 0);
});

test("a speed above 2 that says it is 1 earns next to nothing", () => {
  let watched = begin(at(0, 0));
  let earned = 0;
  for (let step = 1; step <= 400; step += 1) {
    const next = advance(watched, at(step * 4, step / 4, 1));
    if (next.to > next.from) earned += next.to - Math.max(next.from, watched.to);
    watched = next;
  }
  assert.equal(earned, 0);
});

test("a jump ahead starts a new stretch", () => {
  const before = playing(begin(at(0, 0)), 5, 1);
  const after = advance(before, at(60, 5.25));
  assert.deepEqual([after.from, after.to], [60, 60]);
});

test("a jump back starts a new stretch", () => {
  const before = playing(begin(at(20, 0)), 5, 1);
  const after = advance(before, at(3, 5.25));
  assert.deepEqual([after.from, after.to], [3, 3]);
});

test("sleep earns nothing, though the clock went on", () => {
  const before = playing(begin(at(0, 0)), 5, 1);
  const after = advance(before, at(100, 7205));
  assert.deepEqual([after.from, after.to], [100, 100]);
});

test("a page that was busy for half a minute loses nothing that was played", () => {
  const before = playing(begin(at(0, 0)), 5, 1);
  const after = advance(before, at(35, 35));
  assert.deepEqual([after.from, after.to], [0, 35]);
});

test("samples that come unevenly lose nothing", () => {
  let watched = begin(at(0, 0, 2));
  for (const [place, now] of [[0.7, 0.25], [0.9, 0.5], [1.7, 0.75], [2, 1]] as const) {
    watched = advance(watched, at(place, now, 2));
  }
  assert.deepEqual([watched.from, watched.to], [0, 2]);
});

test("a busy browser that tells the place up to a second late, as Firefox does, loses nothing", () => {
  let watched = begin(at(0, 0, 2));
  for (const [place, now] of [[0.1, 0.25], [0.2, 0.5], [2.4, 1.2], [2.5, 1.5], [2.6, 2], [5.2, 2.6]] as const) {
    watched = advance(watched, at(place, now, 2));
  }
  assert.deepEqual([watched.from, watched.to], [0, 5.2]);
});

test("whatever is told late or early, no more counts than went by at twice the speed", () => {
  let watched = playing(begin(at(0, 0)), 10, 1);
  let earned = watched.to;
  // A speed of 8 that says it is 1, for a second, after ten at 1.
  for (let step = 1; step <= 8; step += 1) {
    const next = advance(watched, at(10 + step, 10 + step / 8));
    if (next.to > next.from) earned += next.to - Math.max(next.from, watched.to);
    watched = next;
  }
  assert.ok(earned <= 12, `${earned} s in 11`);
});

/** A video that plays at `currentTime`, and whose events come in a task of their own. */
function video(): HTMLVideoElement & { fire(name: string): void } {
  const made = Object.assign(new EventTarget(), {
    currentTime: 0,
    playbackRate: 1,
    duration: 60,
    paused: false,
    seeking: false,
    fire: (name: string): boolean => made.dispatchEvent(new Event(name)),
    pause: (): void => {
      made.paused = true;
      setTimeout(() => made.fire("pause"));
    },
  });
  return made as unknown as HTMLVideoElement & { fire(name: string): void };
}

test("the end of a file that is much shorter than the module's video is not the end of it", async () => {
  for (const [length, credited] of [[10, 9.9], [59.2, 60]] as const) {
    const short = Object.assign(video(), { duration: length, currentTime: length - 0.2 });
    let to = 0;
    watch(short, 60, (_, until) => (to = until));
    short.fire("playing");
    short.currentTime = length - 0.1;
    await stopVideo(short);
    assert.equal(to, credited);
  }
});

test("what was played since the last sample is reported before a stopped video counts as stopped", async () => {
  const playing = video();
  let to = 0;
  watch(playing, 60, (_, until) => (to = until));
  playing.fire("playing");
  playing.currentTime = 0.2;
  const stopped = stopVideo(playing);
  assert.equal(to, 0);
  await stopped;
  assert.equal(to, 0.2);
  await stopVideo(playing);
});

/** A video that does what Chromium's was seen to do, at the times given. */
class FakeVideo extends EventTarget {
  currentTime = 0;
  duration = 60;
  playbackRate = 1;
  paused = true;
  seeking = false;
  readonly reported: [number, number][] = [];

  constructor(clock: (seconds: number) => void) {
    super();
    this.#clock = clock;
    watch(this as unknown as HTMLVideoElement, 60, (from, to) => this.reported.push([from, to]));
  }

  readonly #clock: (seconds: number) => void;

  tell(name: string, seconds: number, place: number, change: Partial<Pick<FakeVideo, "paused" | "seeking">> = {}): void {
    this.#clock(seconds);
    Object.assign(this, change, { currentTime: place });
    this.dispatchEvent(new Event(name));
  }

  /** What the reports come to: the last of each stretch. */
  get stretches(): [number, number][] {
    return this.reported.filter(([from], at) => this.reported[at + 1]?.[0] !== from);
  }
}

function fakeVideo(t: TestContext): FakeVideo {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  return new FakeVideo((seconds) => (now = seconds * 1000));
}

test("a video that starts late, is paused and goes on was played without a hole", (t) => {
  const video = fakeVideo(t);
  video.tell("playing", 0.1, 0.02, { paused: false });
  video.tell("timeupdate", 1, 0.95);
  video.tell("pause", 1.7, 1.65, { paused: true });
  video.tell("playing", 9, 1.737, { paused: false });
  video.tell("timeupdate", 9.5, 2.2);
  assert.deepEqual(video.stretches, [[0, 1.65], [1.65, 2.2]]);
});

test("after a seek it is played from where it was sent to", (t) => {
  const video = fakeVideo(t);
  video.tell("playing", 0, 0, { paused: false });
  video.tell("timeupdate", 1, 1);
  video.tell("seeking", 1.1, 20, { seeking: true });
  video.tell("seeked", 1.2, 20.003, { seeking: false });
  video.tell("playing", 1.2, 20.004);
  video.tell("timeupdate", 2.2, 21);
  assert.deepEqual(video.stretches, [[0, 1], [20, 21]]);
});

test("a busy browser that says late that it waits, and plays on before it says so, loses nothing", (t) => {
  const video = fakeVideo(t);
  video.tell("playing", 0, 0, { paused: false });
  video.tell("timeupdate", 1, 0.9);
  video.tell("waiting", 2, 0.95);
  video.tell("playing", 2.05, 1.9);
  video.tell("timeupdate", 3, 2.8);
  assert.deepEqual(video.stretches, [[0, 2.8]]);
});

test("a stall earns nothing, however long, and what comes after it counts", (t) => {
  for (const seconds of [3, 30, 300]) {
    const video = fakeVideo(t);
    video.tell("playing", 0, 0, { paused: false });
    video.tell("timeupdate", 5, 5);
    video.tell("waiting", 5.1, 5.1);
    video.tell("playing", 5.1 + seconds, 5.1);
    video.tell("timeupdate", 6.1 + seconds, 6);
    assert.deepEqual(video.stretches.at(-1), [seconds > 40 ? 5.1 : 0, 6]);
  }
});

test("a place further on after a short stall, with no time to have played there, was not played", (t) => {
  const video = fakeVideo(t);
  video.tell("playing", 0, 0, { paused: false });
  video.tell("timeupdate", 5, 5);
  video.tell("waiting", 5.1, 5.1);
  video.tell("playing", 8, 15);
  video.tell("timeupdate", 9, 16);
  assert.deepEqual(video.stretches, [[0, 5.1], [15, 16]]);
});

test("what lies between a pause and a place further on was not played", (t) => {
  const video = fakeVideo(t);
  video.tell("playing", 0, 0, { paused: false });
  video.tell("pause", 5, 5, { paused: true });
  video.tell("playing", 9, 5.4, { paused: false });
  video.tell("timeupdate", 10, 6.4);
  assert.deepEqual(video.stretches, [[0, 5], [5.4, 6.4]]);
});

test("a video that is loaded again goes on from its place then", (t) => {
  const video = fakeVideo(t);
  video.tell("seeking", 0, 10);
  video.tell("playing", 0, 10, { paused: false });
  video.tell("timeupdate", 5, 15);
  video.tell("emptied", 5.2, 0, { paused: true });
  video.tell("loadstart", 5.3, 0);
  video.tell("playing", 6, 0.01, { paused: false });
  video.tell("timeupdate", 7, 1);
  assert.deepEqual(video.stretches, [[10, 15], [0, 1]]);
});
