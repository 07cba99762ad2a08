import assert from "node:assert/strict";
import { test } from "node:test";
import { cueText } from "../src/captions.ts";
import { bars } from "../src/seekbar.ts";
import { neighbour } from "../src/tabs.ts";
import { isDone } from "../src/todo.ts";
import { current } from "../src/transcript.ts";

test("nothing in a caption is mark-up", () => {
  assert.equal(cueText("<v Ann> 1 < 2 && -->"), "&lt;v Ann&gt; 1 &lt; 2 &amp;&amp; --&gt;");
});

test("played ranges become bars", () => {
  assert.equal(bars([[0, 15], [30, 60]], 60), "M0 6H250V16H0zM500 6H1000V16H500z");
  assert.equal(bars([[0, 1]], 0), "");
});

test("arrow keys go round the tabs", () => {
  assert.equal(neighbour("ArrowRight", 2, 3), 0);
  assert.equal(neighbour("ArrowLeft", 0, 3), 2);
  assert.equal(neighbour("Home", 2, 3), 0);
  assert.equal(neighbour("End", 0, 3), 2);
  assert.equal(neighbour("a", 0, 3), null);
  assert.equal(neighbour("Home", -1, 3), null);
});

test("the transcript follows the last cue that has begun", () => {
  assert.equal(current([1, 2, 3], 0.5), -1);
  assert.equal(current([1, 2, 3], 2), 1);
  assert.equal(current([1, 2, 3], 99), 2);
});

test("a row of the checklist is done with its requirement", () => {
  const standing = {
    watched: 1,
    watchedDone: true,
    aidsLeft: ["card"],
    questionsLeft: true,
    passed: false,
    exhausted: false, audience: "officer" as const, attestLeft: false,
    done: false,
    criteria: { watched: 0.9, questions: 0.5, attest: false },
  };
  assert.equal(isDone("video", standing), true);
  assert.equal(isDone("aid:card", standing), false);
  assert.equal(isDone("aid:steps", standing), true);
  assert.equal(isDone("questions", standing), false);
  assert.equal(isDone("questions", { ...standing, done: true }), true);
});
