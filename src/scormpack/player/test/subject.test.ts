/** The keeper knows nothing of what it keeps but its rules: here, how far someone counted. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeeper } from "../src/keeper.ts";
import { SessionError } from "../src/session.ts";
import type { Standing } from "../src/session.ts";
import { mergedText } from "../src/subject.ts";
import type { Subject } from "../src/subject.ts";
import { FakeEnv, FakeSession } from "./fakes/page.ts";
import { settings } from "./hosts.ts";

interface Count {
  readonly to: number;
  readonly done: boolean;
}

/** Done at `goal`, or at what the launch asks for. */
function counting(goal: number): Subject<Count> {
  return {
    under: ({ mastery }) => counting(mastery ?? goal),
    fresh: () => ({ to: 0, done: false }),
    merge: (a, b) => ({ to: Math.max(a.to, b.to), done: a.done || b.done }),
    encode: ({ to, done }) => `${to} ${done}`,
    decode: (text) => {
      const [, to, done] = /^(\d+) (true|false)$/.exec(text ?? "") ?? [];
      return to === undefined ? null : { to: Number(to), done: done === "true" };
    },
    told: ({ completed }) => (completed ? { to: 0, done: true } : null),
    settled: (given, before, kept) => {
      const to = Math.max(given.to, kept?.to ?? 0);
      return { to, done: before.done || (kept?.done ?? false) || to >= goal };
    },
    completions: ({ done }) => Number(done),
    standing: ({ to, done }, seconds, module) => standingOf(to, done, seconds, module),
  };
}

function standingOf(to: number, completed: boolean, seconds: number, module = ""): Standing {
  return {
    text: `${to} ${completed}`, position: to, progress: 0, watched: module === "this", completed, scored: false, score: null,
    passed: null, exhausted: false, segments: [], sessionSeconds: seconds, totalSeconds: seconds, receipt: null,
    objectives: [],
  };
}

function made(session = new FakeSession(), env = new FakeEnv()) {
  return { session, env, keeper: createKeeper(session, counting(10), settings("scorm12"), env) };
}

test("its record is opened, written and completed at once", async () => {
  const { session, env, keeper } = made();
  session.found = { ...session.found, text: "4 false" };
  const opening = await keeper.open();
  assert.deepEqual([opening.state, opening.resumed], [{ to: 4, done: false }, true]);
  await env.pass(1);
  keeper.update({ to: 3, done: false }, "routine");
  keeper.update({ to: 12, done: false }, "routine");
  await env.pass(0);
  assert.deepEqual(session.stored.map(({ text }) => text), ["4 false", "12 true"]);
});

test("what the LMS never got is replayed, merged by the subject", async () => {
  const env = new FakeEnv();
  const first = made(new FakeSession(), env);
  await first.keeper.open();
  first.session.answer = () => Promise.reject(new SessionError("no"));
  first.keeper.update({ to: 11, done: false }, "now");
  await env.pass(1);
  const session = new FakeSession();
  session.found = { ...session.found, text: "2 false" };
  assert.deepEqual((await made(session, env).keeper.open()).state, { to: 11, done: true });
});

test("it is judged by what the launch asks for, also of what was done before the launch was heard", async () => {
  const { session, env, keeper } = made();
  let arrive: () => void = () => undefined;
  session.opening = new Promise((resolve) => (arrive = resolve));
  session.found = { ...session.found, mastery: 20 };
  const opened = keeper.open();
  await env.pass(4);
  await opened;
  keeper.update({ to: 12, done: true }, "now");
  arrive();
  await env.pass(1);
  assert.deepEqual(session.stored.map(({ text }) => text), ["12 false"]);
});

test("an event goes with the standing of its own module", async () => {
  const { session, env, keeper } = made();
  await keeper.open();
  await env.pass(0);
  keeper.note({ kind: "played", at: 1, module: "this" });
  keeper.note({ kind: "played", at: 1 });
  assert.deepEqual(session.noted.map(([, { watched }]) => watched), [true, false]);
});

test("two texts are merged, and ours stands where theirs cannot be read", () => {
  assert.equal(mergedText(counting(10), "7 true", "3 false"), "7 true");
  for (const theirs of [null, "garbage"]) assert.equal(mergedText(counting(10), theirs, "3 false"), "3 false");
});
