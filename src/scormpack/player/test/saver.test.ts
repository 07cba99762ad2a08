/** When the record is written (RUNTIME, rule 6), by a keeper and an LMS that answers when it is told. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { retryDelay } from "../src/retry.ts";
import { SessionError } from "../src/session.ts";
import type { Stored } from "../src/session.ts";
import { FakeSession, half, made, settle, whole } from "./fakes/page.ts";

/** A keeper whose LMS answers only when `answer` or `refuse` is called. */
async function held() {
  const given = made();
  await given.keeper.open();
  await given.env.pass(0);
  let end: [(stored: Stored) => void, (error: Error) => void] = [() => undefined, () => undefined];
  given.session.answer = () => new Promise<Stored>((resolve, reject) => (end = [resolve, reject]));
  return {
    ...given,
    answer: async () => (end[0]("confirmed"), settle()),
    refuse: async () => (end[1](new SessionError("no")), settle()),
  };
}

test("tries are 1, 2, 4 … 30 s apart, less up to half", () => {
  const delays = [1, 2, 3, 4, 5, 6, 60].map((failures) => retryDelay(failures, () => 0) / 1000);
  assert.deepEqual(delays, [1, 2, 4, 8, 16, 30, 30]);
  assert.equal(retryDelay(6, () => 1), 15_000);
});

test("what completes while a write is under way follows it at once, also where that one failed", async () => {
  for (const failures of [0, 6]) {
    const { keeper, env, session, answer, refuse } = await held();
    keeper.update(half, "now");
    for (let failure = 0; failure < failures; failure++) {
      await env.pass(31);
      await refuse();
    }
    await env.pass(31);
    const before = session.stored.length;
    keeper.update(whole, "routine");
    await env.pass(5);
    assert.equal(session.stored.length, before);
    await (failures === 0 ? answer() : refuse());
    await env.pass(0);
    assert.equal(session.stored.length, before + 1);
    assert.equal(session.stored.at(-1)?.completed, true);
  }
});

test("a click writes nothing that a routine write is due for, but tries again what failed", async () => {
  const { keeper, env, session } = made();
  await keeper.open();
  await env.pass(0);
  keeper.update(half, "routine");
  env.page?.awake();
  await env.pass(14);
  assert.equal(session.stored.length, 1);
  await env.pass(1);
  assert.equal(session.stored.length, 2);
  session.answer = () => Promise.reject(new SessionError("no"));
  keeper.update(whole, "now");
  await env.pass(0);
  env.page?.awake();
  await env.pass(0);
  assert.equal(session.stored.length, 4);
});

test("a completion is not called saved on account of an earlier save", async () => {
  const { session, env, keeper, kinds } = made();
  await keeper.open();
  await env.pass(1);
  assert.equal(kinds().at(-1), "saved");
  keeper.update(whole, "routine");
  assert.equal(kinds().at(-1), "saving");
  await env.pass(0);
  assert.equal(kinds().at(-1), "saved");
  // Nor on account of a write that was under way when it came.
  const answers: ((stored: Stored) => void)[] = [];
  session.answer = () => new Promise((resolve) => answers.push(resolve));
  keeper.update(half, "now");
  await env.pass(0);
  keeper.update(whole, "now");
  answers.shift()?.("confirmed");
  await env.pass(0);
  assert.equal(kinds().at(-1), "saving");
  answers.shift()?.("confirmed");
  await env.pass(0);
  assert.equal(kinds().at(-1), "saved");
});

test("routine progress alone keeps nobody from leaving; what is urgent and not stored does", async () => {
  const { keeper, env, answer } = await held();
  keeper.update(half, "routine");
  await env.pass(15);
  assert.equal(env.guarded, false);
  keeper.update(whole, "now");
  assert.equal(env.page?.unsaved(), true);
  await answer();
  await env.pass(0);
  assert.equal(env.guarded, true);
  await answer();
  assert.equal(env.guarded, false);
});

test("what completes while Exit closes the session is not called saved, and the next launch has it", async () => {
  const { keeper, env, said, session, answer } = await held();
  const exit = keeper.exit();
  await env.pass(0);
  keeper.update(whole, "now");
  await answer();
  const ended = { kind: "not-saved", why: "The session has ended.", final: true };
  assert.deepEqual([await exit, said.at(-1), session.left], [ended, ended, 0]);
  assert.equal(env.guarded, true);
  assert.equal((await made(new FakeSession(), env).keeper.open()).state.completed, true);
});

test("Exit after ten seconds leaves the close under way, whose end is still told", async () => {
  const { keeper, env, said, session, answer } = await held();
  const exit = keeper.exit();
  await env.pass(10);
  assert.deepEqual([(await exit).kind, session.left], ["not-saved", 0]);
  await answer();
  assert.equal(said.at(-1)?.kind, "saved");
  keeper.update(half, "routine");
  assert.equal(said.at(-1)?.kind, "not-saved");
});
