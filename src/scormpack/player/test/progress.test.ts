import assert from "node:assert/strict";
import { test } from "node:test";
import { addRange, newPlayed, ranges, resliced, share, sliceCount, sliceStart, union } from "../src/progress.ts";
import { random } from "./seeded.ts";

test("a slice is a tenth of a second, or the 8,192nd part of a longer video", () => {
  assert.equal(sliceCount(6), 60);
  assert.equal(sliceCount(3 * 3600), 8192);
  assert.equal(sliceCount(0), 0);
  assert.equal(sliceCount(Number.NaN), 0);
});

test("nine tenths of six seconds are 0.9, and one slice less is not", () => {
  assert.equal(share(addRange(newPlayed(6), 6, 0, 5.4)), 0.9);
  assert.ok(share(addRange(newPlayed(6), 6, 0, 5.39)) < 0.9);
});

test("what is left of a slice is filled by a later range", () => {
  const first = addRange(newPlayed(6), 6, 0, 0.05);
  assert.equal(share(first), 0);
  assert.deepEqual(ranges(addRange(first, 6, 0.05, 0.1), 6), [[0, 0.1]]);
  assert.deepEqual(ranges(addRange(first, 6, 0.06, 0.1), 6), []);
});

test("many short ranges count like one long one, in any order", () => {
  const next = random(1);
  for (let round = 0; round < 50; round++) {
    const duration = 1 + next() * 200;
    const cuts = Array.from({ length: 30 }, () => next() * duration).sort((a, b) => a - b);
    const pieces = [0, ...cuts].map((from, at) => [from, cuts[at] ?? duration] as const);
    if (next() > 0.5) pieces.reverse();
    const played = pieces.reduce((sum, [from, to]) => addRange(sum, duration, from, to), newPlayed(duration));
    assert.equal(share(played), 1);
  }
});

test("the share is never more than what was played", () => {
  const next = random(2);
  for (let round = 0; round < 200; round++) {
    const duration = 1 + next() * 4000;
    const pieces = Array.from({ length: 1 + Math.floor(next() * 12) }, () => {
      const from = next() * duration;
      return [from, from + next() * duration * 0.2] as [number, number];
    });
    const played = pieces.reduce((sum, [from, to]) => addRange(sum, duration, from, to), newPlayed(duration));
    assert.ok(share(played) <= covered(pieces, duration) / duration + 1e-3);
    assert.ok(share(played) >= covered(pieces, duration) / duration - 0.25);
  }
});

test("nonsense adds nothing and nothing is changed in place", () => {
  const empty = newPlayed(6);
  for (const [from, to] of [[3, 3], [4, 2], [Number.NaN, 3], [0, Number.NaN], [7, 9], [-2, -1], [0, Number.POSITIVE_INFINITY]]) {
    assert.equal(share(addRange(empty, 6, from ?? 0, to ?? 0)), 0);
  }
  addRange(empty, 6, 0, 6);
  assert.equal(share(empty), 0);
  assert.equal(share(addRange(empty, 6, -5, 99)), 1);
});

test("remainders stay few, and are no part of the bitmap", () => {
  let played = newPlayed(100);
  for (let at = 0; at < 100; at += 0.2) played = addRange(played, 100, at + 0.01, at + 0.05);
  assert.equal(share(played), 0);
  assert.deepEqual([played.slices, played.bits.length, played.rest.length], [1000, 1000, 32]);
});

test("a union has what either has, remainders included", () => {
  const a = addRange(newPlayed(6), 6, 0, 1.05);
  const b = addRange(newPlayed(6), 6, 1.05, 2);
  assert.deepEqual(ranges(union(a, b, 6), 6), [[0, 2]]);
});

test("playing on from a slice's start leaves no hole", () => {
  const before = addRange(newPlayed(6), 6, 0, 2.98);
  const stored = { ...before, rest: [] };
  const after = addRange(stored, 6, sliceStart(6, 2.98), 6);
  assert.equal(share(after), 1);
  assert.equal(sliceStart(6, 99), 5.9);
  assert.equal(sliceStart(6, -1), 0);
});

test("of fewer slices only those count that were played whole", () => {
  const coarse = newPlayed(60, 4);
  assert.equal(share(addRange(coarse, 60, 0, 44.9)), 0.5);
  assert.equal(share(addRange(addRange(coarse, 60, 0, 44.9), 60, 44.9, 60)), 1);
  assert.deepEqual(ranges(addRange(coarse, 60, 14, 31), 60), [[15, 30]]);
  assert.deepEqual([sliceStart(60, 44.9, 4), sliceStart(60, 44.9995, 4), sliceStart(60, 99, 4)], [30, 45, 45]);
});

test("wherever a learner leaves and comes back, playing on from the slice's start loses nothing", () => {
  const next = random(6);
  for (let round = 0; round < 300; round++) {
    const duration = 1 + next() * 3000;
    const slices = Math.max(1, Math.ceil(duration / 15));
    const left = Math.round(next() * duration * 1000) / 1000;
    const kept = { ...addRange(newPlayed(duration, slices), duration, 0, left), rest: [] };
    assert.equal(share(addRange(kept, duration, sliceStart(duration, left, slices), duration)), 1);
  }
});

test("nine of ten slices are nine tenths, and a slice short of them is not", () => {
  const nine = addRange(newPlayed(100, 10), 100, 0, 90);
  assert.equal(share(nine), 0.9);
  assert.equal(share(addRange(newPlayed(100, 10), 100, 0, 89.99)), 0.8);
});

test("another number of slices keeps what was played whole, and never gives more", () => {
  const next = random(5);
  for (let round = 0; round < 300; round++) {
    const duration = 1 + next() * 900;
    const pieces = Array.from({ length: 1 + Math.floor(next() * 6) }, () => {
      const from = next() * duration;
      return [from, from + (next() * duration) / 3] as [number, number];
    });
    const played = pieces.reduce((sum, [from, to]) => addRange(sum, duration, from, to), newPlayed(duration));
    const fewer = Math.max(1, Math.ceil(duration / (0.1 + next() * 14.9)));
    const coarse = resliced(played, fewer);
    assert.ok(share(coarse) <= share(played) + 1e-9);
    assert.ok(share(coarse) >= share(played) - (2 * pieces.length) / fewer - 1e-9);
    assert.ok(share(resliced(coarse, played.slices)) <= share(coarse) + 1e-9);
    assert.deepEqual(resliced(played, played.slices).bits, played.bits);
  }
  assert.equal(share(resliced(addRange(newPlayed(60), 60, 0, 60), 7)), 1);
  assert.equal(share(resliced(addRange(newPlayed(60, 7), 60, 0, 60), 600)), 1);
});

test("a video of no length is never watched", () => {
  for (const none of [0, Number.NaN, -1]) {
    const played = addRange(newPlayed(none), none, 0, 5);
    assert.deepEqual([share(played), ranges(played, none), sliceStart(none, 5)], [0, [], 0]);
  }
});

function covered(pieces: readonly [number, number][], duration: number): number {
  let end = 0;
  let sum = 0;
  for (const [from, to] of [...pieces].sort((a, b) => a[0] - b[0])) {
    sum += Math.max(0, Math.min(to, duration) - Math.max(from, end));
    end = Math.max(end, Math.min(to, duration));
  }
  return sum;
}
