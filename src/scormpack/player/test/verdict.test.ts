/** What is said of the answers, beside what is said of the module. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { inForce, standing } from "../src/criteria.ts";
import { verdict } from "../src/verdict.ts";
import type { Verdict } from "../src/verdict.ts";
import { left } from "../src/words.ts";
import { half, whole } from "./fakes/page.ts";
import { content } from "./sample.ts";

function said(score: number, completed: boolean, mastery: number, attempts = 1): Verdict & { left: string } {
  const asked = inForce(content, { mastery, audience: null });
  const state = { ...(completed ? whole : half), score, completed, attempts };
  const now = standing(asked, state);
  return { ...verdict(asked, state, now, "Taken before"), left: left(now) };
}

test("a module that is complete stays so in the words on the questions, whatever is asked for later", () => {
  const before = said(0.6, true, 0.9);
  assert.deepEqual(before, {
    title: "Completed before",
    lines: ["At least 90% right is asked for now. What you completed stays complete.", "You have 1 attempt left."],
    good: true,
    mayTry: true,
    left: "Nothing. You are done.",
  });
  const last = said(0.6, true, 0.9, 2);
  assert.deepEqual([last.lines.length, last.mayTry], [1, false]);
});

test("what is passed and what is not is said by the measure in force", () => {
  assert.deepEqual([said(0.9, true, 0.9).title, said(0.9, true, 0.9).mayTry], ["Passed", false]);
  const short = said(0.6, false, 0.9);
  assert.deepEqual([short.title, short.good, short.lines], ["Not passed yet", false, ["You have 1 attempt left."]]);
  assert.match(short.left, /questions/);
});

test("answers that do not count are taken, and may be given again", () => {
  const free = { ...content, criteria: { ...content.criteria, questions: null } };
  const state = { ...whole, score: 0 };
  const { title, mayTry } = verdict(free, state, standing(free, state), "0 of 2 right");
  assert.deepEqual([title, mayTry], ["0 of 2 right", true]);
});
