/** Exits that take long, launches that ended before, and learners whom the LMS does not name. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { EndedError, SessionError } from "../src/session.ts";
import type { Stored } from "../src/session.ts";
import { FakeEnv, FakeSession, half, made, whole } from "./fakes/page.ts";

async function slowExit() {
  const page = made();
  await page.keeper.open();
  await page.env.pass(0);
  let finish: (stored: Stored) => void = () => undefined;
  page.session.answer = () => new Promise((resolve) => (finish = resolve));
  const exited = page.keeper.exit();
  await page.env.pass(10);
  assert.equal((await exited).kind, "not-saved");
  return { ...page, finish: () => finish("confirmed") };
}

test("what is done after an exit that came late is not called saved, and the next launch sends it", async () => {
  const { env, keeper, said, finish } = await slowExit();
  finish();
  await env.pass(0);
  assert.equal(said.at(-1)?.kind, "saved");
  keeper.update(whole, "now");
  await env.pass(0);
  assert.deepEqual(said.at(-1), { kind: "not-saved", why: "The session has ended.", final: true });
  const next = made(new FakeSession(), env);
  assert.equal((await next.keeper.open()).state.completed, true);
});

test("a second exit while the first is under way tells how the first one ended", async () => {
  const { session, env, keeper, finish } = await slowExit();
  const again = keeper.exit();
  await env.pass(1);
  finish();
  await env.pass(0);
  assert.equal((await again).kind, "saved");
  assert.deepEqual([session.closed, session.left], [1, 1]);
});

test("an exit pressed again after the late answer leaves the page", async () => {
  const { session, env, keeper, finish } = await slowExit();
  finish();
  await env.pass(0);
  assert.equal((await keeper.exit()).kind, "saved");
  assert.equal(session.left, 1);
});

test("a launch that the LMS ended is told as such, and where no try can help as final", async () => {
  const over = made();
  over.session.opening = Promise.reject(new EndedError());
  await over.keeper.open();
  assert.deepEqual(over.said.at(-1), { kind: "not-recording", why: "ended" });
  const gone = made();
  await gone.keeper.open();
  await gone.env.pass(0);
  gone.session.answer = () => Promise.reject(new SessionError("gone", true));
  gone.keeper.update(half, "now");
  await gone.env.pass(0);
  assert.deepEqual(gone.said.at(-1), { kind: "not-saved", why: "gone", final: true });
});

test("nobody's record is given to the next one whom the LMS does not name", async () => {
  const env = new FakeEnv();
  const nameless = (): FakeSession => {
    const session = new FakeSession();
    session.found = { ...session.found, learner: "" };
    return session;
  };
  const first = made(nameless(), env);
  await first.keeper.open();
  first.keeper.update(whole, "now");
  await env.pass(1);
  assert.equal(first.session.stored.at(-1)?.completed, true);
  assert.equal((await made(nameless(), env).keeper.open()).state.completed, false);
});
