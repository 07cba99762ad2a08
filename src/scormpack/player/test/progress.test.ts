import assert from "node:assert/strict";
import { test } from "node:test";
import { addRange, bitmap, newPlayed, ranges, share, sliceCount, sliceStart, union } from "../src/progress.ts";
import { random } from "./seeded.ts";

test("a slice is a tenth of a second, or the 8,192nd part of a longer video", () => {
  assert.equal(sliceCount(6), 60);
  assert.equal(sliceCount(3 * 3600), 8192);
  assert.equal(sliceCount(0), 0);
  assert.equal(sliceCount(Number.NaN), 0);
});

test("nine tenths of six seconds are 0.9, and one slice less is not", () => {
  assert.equal(share(addRange(newPlayed(6), 6, 0, 5.4), 6), 0.9);
  assert.ok(share(addRange(newPlayed(6), 6, 0, 5.39), 6) < 0.9);
});

test("what is left of a slice is filled by a later range", () => {
  const first = addRange(newPlayed(6), 6, 0, 0.05);
  assert.equal(share(first, 6), 0);
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
    assert.equal(share(played, duration), 1);
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
    assert.ok(share(played, duration) <= covered(pieces, duration) / duration + 1e-3);
    assert.ok(share(played, duration) >= covered(pieces, duration) / duration - 0.25);
  }
});

test("nonsense adds nothing and nothing is changed in place", () => {
  const empty = newPlayed(6);
  for (const [from, to] of [[3, 3], [4, 2], [Number.NaN, 3], [0, Number.NaN], [7, 9], [-2, -1]]) {
    assert.equal(share(addRange(empty, 6, from ?? 0, to ?? 0), 6), 0);
  }
  addRange(empty, 6, 0, 6);
  assert.equal(share(empty, 6), 0);
  assert.equal(share(addRange(empty, 6, -5, 99), 6), 1);
});

test("remainders stay few, and are no part of the bitmap", () => {
  let played = newPlayed(100);
  for (let at = 0; at < 100; at += 0.2) played = addRange(played, 100, at + 0.01, at + 0.05);
  assert.equal(share(played, 100), 0);
  assert.equal(played.length, 125 + 32 * 16);
  assert.equal(bitmap(played, 100).length, 125);
});

test("a union has what either has, remainders included", () => {
  const a = addRange(newPlayed(6), 6, 0, 1.05);
  const b = addRange(newPlayed(6), 6, 1.05, 2);
  assert.deepEqual(ranges(union(a, b, 6), 6), [[0, 2]]);
});

test("playing on from a slice's start leaves no hole", () => {
  const before = addRange(newPlayed(6), 6, 0, 2.98);
  const stored = bitmap(before, 6);
  const after = addRange(stored, 6, sliceStart(6, 2.98), 6);
  assert.equal(share(after, 6), 1);
  assert.equal(sliceStart(6, 99), 5.9);
  assert.equal(sliceStart(6, -1), 0);
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
