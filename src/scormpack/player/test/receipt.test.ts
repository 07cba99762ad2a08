/** The receipt of what was done: its figures, its checksum, and when there is none. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "../src/checksum.ts";
import type { Content } from "../src/content.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import { addRange } from "../src/progress.ts";
import { receipt } from "../src/receipt.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { NOTHING } from "../src/whole.ts";
import { wholeSubject } from "../src/wholesubject.ts";
import { content, found } from "./sample.ts";

const build = "0123456789ab";
const done: State = {
  ...freshState(60),
  played: addRange(freshState(60).played, 60, 0, 57.35),
  acknowledged: ["card"],
  attempts: 1,
  score: 2 / 3,
  completed: true,
};
const of = (state: State, module: Content = content): string | null =>
  moduleSubject(module, { build }).standing(state, 1).receipt;

function sealed(text: string): string {
  return `${text}:${crc32(text).toString(36)}`;
}

test("figures are whole and never rounded up", () => {
  assert.equal(of(done), sealed("sr1:sample:1.0.0:0123456789ab:57:95:66"));
  assert.equal(of({ ...done, score: 1 }), "sr1:sample:1.0.0:0123456789ab:57:95:100:t9h8un");
});

test("what is not asked has no score", () => {
  const plain: Content = { ...content, questions: null, criteria: { ...content.criteria, questions: null } };
  assert.equal(of({ ...done, score: null }, plain), sealed("sr1:sample:1.0.0:0123456789ab:57:95:-"));
});

test("there is none before completion, nor for a completion of which nothing more is known", () => {
  assert.equal(of({ ...done, completed: false }), null);
  assert.equal(of({ ...freshState(60), completed: true }), null);
  const subject = moduleSubject(content, { build });
  const told = subject.told({ ...found, completed: true });
  assert.equal(told && subject.standing(told, 1).receipt, null);
  assert.equal(moduleSubject(content).standing(done, 1).receipt, null);
});

test("a series has one of its own, once all of its modules bear it out", () => {
  const named = (id: string, duration: number): Content => ({
    ...content, module: { ...content.module, id }, video: { ...content.video, duration },
  });
  const contents = [named("one", 60), named("two", 60)];
  const subject = wholeSubject(contents, 64_000, { id: "series", version: "2.0.1", build });
  const whole = (two: State): string | null =>
    subject.standing({ ...NOTHING, modules: { one: done, two }, completed: true }, 1).receipt;
  const watched = { ...done, played: addRange(done.played, 60, 57.35, 60), score: 1 };
  assert.equal(whole(watched), sealed("sr1:series:2.0.1:0123456789ab:117:97:83"));
  assert.equal(whole({ ...watched, completed: false }), null);
  assert.equal(whole(freshState(60)), null);
});

test("the longest one fits the 250 characters that SCORM 2004 takes", () => {
  const id = "a".repeat(48);
  const hours = { ...content.video, duration: 600 * 3600 };
  const longest = { ...content, module: { ...content.module, id }, video: hours };
  const state = { ...done, played: addRange(freshState(hours.duration).played, hours.duration, 0, hours.duration) };
  const text = receipt({ id, version: "999999999.999999999.999999999", build }, [[longest, state]], 1);
  assert.match(text ?? "", /^[a-z0-9.:-]{100,130}$/);
});
