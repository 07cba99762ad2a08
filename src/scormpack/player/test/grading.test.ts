import assert from "node:assert/strict";
import { test } from "node:test";
import { grade, isRight, unanswered } from "../src/grading.ts";
import { one, several } from "./sample.ts";

test("one right choice makes a question right", () => {
  assert.equal(isRight(one, ["a"]), true);
  assert.equal(isRight(one, ["b"]), false);
  assert.equal(isRight(one, []), false);
});

test("several choices must be the right ones, all and no more", () => {
  assert.equal(isRight(several, ["c", "a"]), true);
  assert.equal(isRight(several, ["a"]), false);
  assert.equal(isRight(several, ["a", "b", "c"]), false);
});

test("a grade is the share of questions right", () => {
  assert.deepEqual(grade([one, several], { one: ["a"], several: ["a"] }), { right: ["one"], share: 0.5 });
  assert.deepEqual(grade([], {}), { right: [], share: 0 });
});

test("questions without an answer are named", () => {
  assert.deepEqual(unanswered([one, several], { one: ["a"], several: [] }), ["several"]);
  assert.deepEqual(unanswered([one, several], { one: ["a"], several: ["b"] }), []);
});
