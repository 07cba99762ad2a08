import assert from "node:assert/strict";
import { test } from "node:test";
import { inForce, standing } from "../src/criteria.ts";
import { addRange, newPlayed } from "../src/progress.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { content } from "./sample.ts";

const whole = addRange(freshState(60).played, 60, 0, 60);
const met: State = { ...freshState(60), played: whole, acknowledged: ["card"], attempts: 1, score: 0.5 };

test("all three together complete it", () => {
  const now = standing(content, met);
  assert.deepEqual(now, {
    watched: 1,
    watchedDone: true,
    aidsLeft: [],
    questionsLeft: false,
    passed: true,
    exhausted: false,
    audience: "officer",
    attestLeft: false,
    done: true,
    criteria: content.criteria,
  });
});

test("any one that is missing leaves it open", () => {
  const most = addRange(freshState(60).played, 60, 0, 53.9);
  assert.equal(standing(content, { ...met, played: most }).done, false);
  assert.deepEqual(standing(content, { ...met, acknowledged: ["steps"] }).aidsLeft, ["card"]);
  assert.equal(standing(content, { ...met, acknowledged: [] }).done, false);
  assert.equal(standing(content, { ...met, score: 0.4999 }).done, false);
  assert.equal(standing(content, { ...met, score: null }).questionsLeft, true);
});

test("a share that is met exactly is met, and nothing is rounded up to it", () => {
  for (const slices of [10, 100, 600, 8192]) {
    for (const watched of [0.1, 0.3, 0.7, 0.9, 1]) {
      const asked = { ...content, criteria: { ...content.criteria, watched } };
      const upTo = (count: number): State => ({ ...met, played: addRange(newPlayed(60, slices), 60, 0, (count * 60) / slices) });
      const least = Math.ceil(watched * slices - 1e-6);
      assert.equal(standing(asked, upTo(least)).watchedDone, true, `${least} of ${slices}`);
      assert.equal(standing(asked, upTo(least - 1)).watchedDone, false, `${least - 1} of ${slices}`);
    }
  }
});

test("what was complete stays complete", () => {
  assert.equal(standing(content, { ...freshState(60), completed: true }).done, true);
});

test("attempts run out only where there is a limit and no pass", () => {
  assert.equal(standing(content, { ...met, score: 0, attempts: 2 }).exhausted, true);
  assert.equal(standing(content, { ...met, score: 0, attempts: 1 }).exhausted, false);
  assert.equal(standing(content, { ...met, attempts: 2 }).exhausted, false);
  const endless = { ...content, questions: content.questions && { ...content.questions, attempts: 0 } };
  assert.equal(standing(endless, { ...met, score: 0, attempts: 50 }).exhausted, false);
});

test("questions that are not asked for are not judged", () => {
  const free = { ...content, criteria: { watched: 0.9, questions: null, attest: false } };
  assert.equal(standing(free, { ...met, score: 0 }).done, true);
  assert.equal(standing(free, { ...met, score: 0 }).passed, null);
});

test("two thirds pass where two thirds are asked for, as authors write them", () => {
  const thirds = { ...content, criteria: { watched: 0.9, questions: 0.66667, attest: false } };
  assert.equal(standing(thirds, { ...met, score: 2 / 3 }).passed, true);
  assert.equal(standing(thirds, { ...met, score: 0.666666 }).passed, true);
  assert.equal(standing(thirds, { ...met, score: 0.65 }).passed, false);
});

test("the LMS's mastery score stands before the build's, above it or below", () => {
  const build = { ...content, criteria: { watched: 0.9, questions: 0.5, attest: false } };
  assert.deepEqual(inForce(build, { mastery: 0.9, audience: null }).criteria, { watched: 0.9, questions: 0.9, attest: false });
  assert.deepEqual(inForce(build, { mastery: 0, audience: null }).criteria, { watched: 0.9, questions: 0, attest: false });
  assert.equal(inForce(build, { mastery: null, audience: null }), build);
});

test("a mastery score makes no criterion of questions that the module does not ask for", () => {
  const free = { ...content, criteria: { watched: 0.9, questions: null, attest: false } };
  assert.equal(inForce(free, { mastery: 0.9, audience: null }), free);
});

test("what the build would pass is not passed where the LMS asks for more", () => {
  const strict = inForce(content, { mastery: 0.9, audience: null });
  const now = standing(strict, met);
  assert.deepEqual([now.passed, now.questionsLeft, now.done], [false, true, false]);
  assert.equal(now.criteria.questions, 0.9);
  assert.equal(standing(strict, { ...met, completed: true }).done, true);
});
