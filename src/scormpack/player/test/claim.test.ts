import assert from "node:assert/strict";
import { test } from "node:test";
import { openClaim } from "../src/claim.ts";
import type { Claim } from "../src/claim.ts";
import { FakeBrowser } from "./fakes/browser.ts";
import { memory } from "./hosts.ts";

/** Windows of one browser; `heard` counts what each was told by the others. */
function windows(count: number): { claims: Claim[]; heard: number[]; pass(seconds: number): void; browser: FakeBrowser } {
  const browser = new FakeBrowser();
  const heard = Array.from({ length: count }, () => 0);
  let seconds = 0;
  const claims = heard.map((_, at) => {
    const { store, listen } = browser.window();
    return openClaim(store, "ann", { now: () => new Date(seconds * 1000), opened: 0 }, listen, () => (heard[at] = (heard[at] ?? 0) + 1));
  });
  return { claims, heard, pass: (more) => void (seconds += more), browser };
}

test("the newest window has it, and the other hears so", () => {
  const { claims: [one, two], heard } = windows(2);
  one?.take();
  assert.deepEqual([one?.keep(), two?.keep()], [true, false]);
  two?.take();
  assert.deepEqual([one?.keep(), two?.keep()], [false, true]);
  assert.ok((heard[0] ?? 0) > 0);
});

test("a window whose LMS answers late does not take it from one that was opened after it", () => {
  const browser = new FakeBrowser();
  const [early, late] = [1, 2].map((opened) => {
    const { store, listen } = browser.window();
    return openClaim(store, "ann", { now: () => new Date(9000), opened }, listen, () => undefined);
  });
  late?.take();
  early?.take();
  assert.deepEqual([early?.keep(), late?.keep()], [false, true]);
  late?.release();
  assert.equal(early?.keep(), true);
});

test("given up, it is anybody's; only who has it can give it up", () => {
  const { claims: [one, two] } = windows(2);
  one?.take();
  two?.take();
  one?.release();
  assert.equal(one?.keep(), false);
  two?.release();
  assert.equal(one?.keep(), true);
  assert.equal(two?.keep(), false);
});

test("a window that was killed has it for three minutes", () => {
  const { claims: [killed, other], pass } = windows(2);
  killed?.take();
  pass(179);
  assert.equal(other?.keep(), false);
  pass(1);
  assert.equal(other?.keep(), true);
  assert.equal(killed?.keep(), false);
});

test("where an LMS empties the storage, who had it takes it again", () => {
  const { claims: [one, two], browser } = windows(2);
  one?.take();
  browser.empty();
  assert.deepEqual([one?.keep(), two?.keep()], [true, false]);
});

test("where storage is blocked, each window is alone", () => {
  const alone = [memory(), memory()].map((store) => openClaim(store, "ann", { now: () => new Date(0), opened: 0 }, () => undefined, () => undefined));
  for (const claim of alone) claim.take();
  assert.deepEqual(alone.map((claim) => claim.keep()), [true, true]);
});
