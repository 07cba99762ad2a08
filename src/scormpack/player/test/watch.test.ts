import assert from "node:assert/strict";
import { test } from "node:test";
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
