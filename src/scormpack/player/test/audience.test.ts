/** In a package for all the learner says who takes it, and that audience's criteria apply. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode } from "../src/bookmark.ts";
import type { Content } from "../src/content.ts";
import { inForce, standing } from "../src/criteria.ts";
import { audienceIn } from "../src/launchdata.ts";
import { addRange } from "../src/progress.ts";
import { freshState, merge } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { content } from "./sample.ts";

const plan = { id: "plan", title: "Plan", packet: true, required: true };
const forAll: Content = {
  ...content,
  module: { ...content.module, audience: "all" },
  aids: [...content.aids, plan],
};
const done: State = {
  ...freshState(60),
  played: addRange(freshState(60).played, 60, 0, 60),
  acknowledged: ["card"],
  attempts: 1,
  score: 1,
};

test("nothing is complete before the learner has said who takes it", () => {
  assert.equal(standing(forAll, { ...done, acknowledged: ["card", "plan"] }).done, false);
});

test("an item of the packet is asked of commanders alone", () => {
  assert.equal(standing(forAll, { ...done, audience: "officer" }).done, true);
  const commander = standing(forAll, { ...done, audience: "commander" });
  assert.deepEqual([commander.done, commander.aidsLeft], [false, ["plan"]]);
});

test("what the launch says stands before what the learner said", () => {
  const asked = inForce(forAll, { mastery: null, audience: "commander" });
  assert.equal(standing(asked, { ...done, audience: "officer" }).audience, "commander");
  assert.equal(inForce(content, { mastery: null, audience: "commander" }), content);
});

test("the answer is kept, and the later one stands", () => {
  const officer: State = { ...done, audience: "officer", seconds: 10 };
  assert.equal(decode(encode(officer, forAll), forAll)?.audience, "officer");
  const commander: State = { ...done, audience: "commander", seconds: 5 };
  assert.equal(merge(officer, commander, 60).audience, "officer");
  assert.equal(merge({ ...officer, audience: null }, commander, 60).audience, "commander");
});

test("a text of a player that knew no audience still reads", () => {
  const old = encode({ ...done, audience: null, attested: false }, content);
  assert.deepEqual([decode(old, content)?.audience, decode(old, content)?.attested], [null, false]);
});

test("launch data name an audience among other things, or none", () => {
  assert.equal(audienceIn("audience=commander"), "commander");
  assert.equal(audienceIn("a=1&audience=Officer&b=2"), "officer");
  for (const other of ["", "audience=officers", "xaudience=officer", "audience", null, 7]) {
    assert.equal(audienceIn(other), null);
  }
});

test("where it is asked for, the learner's word is needed", () => {
  const attested: Content = { ...content, criteria: { ...content.criteria, attest: true } };
  const before = standing(attested, done);
  assert.deepEqual([before.attestLeft, before.done], [true, false]);
  assert.equal(standing(attested, { ...done, attested: true }).done, true);
});
