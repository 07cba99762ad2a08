/** A record store that does not answer at a launch that says who learns: what is done waits in the browser. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode } from "../src/bookmark.ts";
import { EndedError, SessionError } from "../src/session.ts";
import type { Found } from "../src/session.ts";
import type { State } from "../src/state.ts";
import { FakeLrs } from "./fakes/lrs.ts";
import { FakeEnv, FakeSession, half, made, whole } from "./fakes/page.ts";
import { answer, cmi5, xapi } from "./launches.ts";
import { content, found } from "./sample.ts";

class Launched extends FakeSession {
  launched: Found | null = { ...found, text: null, completed: false };
  opens = 0;
  failure: Error | null = new SessionError("no answer");

  override open(): Promise<Found> {
    this.opens++;
    return this.failure === null ? Promise.resolve(this.found) : Promise.reject(this.failure);
  }
}

test("what is done while the store is silent is told to be unsaved, and is sent by the next launch", async () => {
  const { session, env, keeper, said } = made(new Launched());
  const { state } = await keeper.open();
  assert.deepEqual(said.at(-1), { kind: "not-saved", why: "no answer", final: false });
  keeper.update({ ...state, ...whole }, "now");
  await env.pass(1);
  assert.equal(session.stored.length, 0);
  env.page?.leaving();
  const next = made(new FakeSession(), env);
  assert.equal((await next.keeper.open()).state.completed, true);
  await env.pass(1);
  assert.equal(next.session.stored.at(-1)?.completed, true);
});

test("the store is asked again after 1, 2, 4 … 30 s, and gets all when it answers", async () => {
  const { session, env, keeper, said } = made(new Launched());
  await keeper.open();
  const launched = session as Launched;
  const opens: number[] = [];
  for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
    await env.pass(seconds);
    opens.push(launched.opens);
  }
  assert.deepEqual(opens, [2, 3, 4, 5, 6, 7, 8]);
  keeper.note({ kind: "played", at: 0 });
  keeper.update({ ...half, acknowledged: ["card"] }, "now");
  const late: boolean[] = [];
  keeper.onLateOpening(({ state }) => late.push(state.completed));
  launched.failure = null;
  await env.pass(30);
  assert.equal(said.at(-1)?.kind, "saved");
  assert.equal(late.length, 1);
  assert.deepEqual(session.noted.map(([event]) => event.kind), ["played"]);
  const stored = decode(session.stored.at(-1)?.text ?? null, content);
  assert.deepEqual(stored?.acknowledged, ["card"]);
  // The time before is not counted twice.
  assert.ok((stored?.seconds ?? 0) <= 122, `${stored?.seconds} s`);
});

test("a launch that takes long shows what the browser has, and one that names nobody keeps nothing", async () => {
  const env = new FakeEnv();
  const first = made(new Launched(), env);
  await first.keeper.open();
  first.keeper.update({ ...half, acknowledged: ["card"] }, "now");
  env.page?.leaving();
  const slow = new Launched();
  slow.open = () => new Promise(() => undefined);
  const second = made(slow, env);
  const opening = second.keeper.open();
  await env.pass(3);
  const { state, resumed } = await opening;
  assert.deepEqual([resumed, state.acknowledged], [true, ["card"]]);
  const nobody = new Launched();
  nobody.launched = null;
  const third = made(nobody, new FakeEnv());
  await third.keeper.open();
  assert.deepEqual(third.said.at(-1), { kind: "not-recording", why: "no-lms" });
});

test("a launch that takes longer than the session before it did still knows the place", async () => {
  const session = new Launched();
  session.found = { ...found, text: encode({ ...half, seconds: 5 }, content) };
  const { env, keeper } = made(session);
  const { state } = await keeper.open();
  keeper.update(state, "routine");
  await env.pass(20);
  session.failure = null;
  const late: State[] = [];
  keeper.onLateOpening((opening) => late.push(opening.state));
  await env.pass(30);
  assert.deepEqual(late.map(({ position }) => position), [30]);
});

test("an attempt waits while what was tried before may still be heard, and where nothing is recorded it does not", async () => {
  const silent = new Launched();
  const { env, keeper } = made(silent);
  await keeper.open();
  assert.equal(keeper.waits, true);
  silent.failure = null;
  await env.pass(1);
  assert.equal(keeper.waits, false);
  const slow = new FakeSession();
  slow.opening = new Promise(() => undefined);
  const page = made(slow);
  const opening = page.keeper.open();
  await page.env.pass(3);
  await opening;
  assert.equal(page.keeper.waits, true);
  const nobody = Object.assign(new Launched(), { launched: null });
  const alone = made(nobody);
  await alone.keeper.open();
  assert.equal(alone.keeper.waits, false);
});

test("a launch that is over is not asked for again", async () => {
  const { session, env, keeper, said } = made(new Launched());
  (session as Launched).failure = new EndedError();
  await keeper.open();
  assert.deepEqual(said.at(-1), { kind: "not-recording", why: "ended" });
  await env.pass(60);
  assert.equal((session as Launched).opens, 1);
});

test("a launch that is over keeps nothing for whoever used this window before, nor for who only looked", async () => {
  for (const [reloaded, mode] of [[true, "normal"], [false, "normal"], [true, "review"], [true, "browse"]] as const) {
    const env = new FakeEnv();
    const before = made(Object.assign(new FakeSession(), { found: { ...found, mode } }), env);
    await before.keeper.open();
    env.page?.leaving();
    env.reloaded = reloaded;
    const over = made(Object.assign(new Launched(), { launched: null, failure: new EndedError() }), env);
    const { state } = await over.keeper.open();
    over.keeper.update({ ...state, ...whole }, "now");
    await env.pass(60);
    env.page?.leaving();
    const next = made(new FakeSession(), env);
    assert.equal((await next.keeper.open()).state.completed, reloaded && mode === "normal", `${reloaded} ${mode}`);
  }
});

test("a launch that is over shows the record of no learner who used this window for another launch", async () => {
  const env = new FakeEnv();
  const anns = made(new FakeSession(), env);
  const { state } = await anns.keeper.open();
  anns.keeper.update({ ...state, ...whole }, "now");
  await env.pass(1);
  env.page?.leaving();
  const over = () => Object.assign(new Launched(), { launched: null, failure: new EndedError(false) });
  // Bob's launch in the same window is said to be over, and still is when he loads it again.
  await made(over(), env).keeper.open();
  env.reloaded = true;
  assert.equal((await made(over(), env).keeper.open()).state.completed, false);
});

test("where another learner's session turns up in the place of one that was over, nothing is recorded", async () => {
  const env = new FakeEnv();
  const anns = made(new FakeSession(), env);
  await anns.keeper.open();
  env.page?.leaving();
  env.reloaded = true;
  const session = new Launched();
  Object.assign(session, { launched: null, failure: new EndedError(false) });
  const { keeper, said } = made(session, env);
  const { state } = await keeper.open();
  session.failure = null;
  session.found = { ...found, learner: "bob" };
  env.page?.awake();
  await env.pass(60);
  assert.deepEqual(said.at(-1), { kind: "not-saved", why: "The LMS has another session now.", final: true });
  // Whoever goes on in this page may be the other one.
  keeper.update({ ...state, ...whole }, "now");
  env.page?.leaving();
  assert.deepEqual([session.stored, session.hidden], [[], []]);
  env.reloaded = false;
  assert.equal((await made(new FakeSession(), env).keeper.open()).state.completed, false);
});

test("what was done before a launch turned out to be for browsing is not kept, however it was found out", async () => {
  const env = new FakeEnv();
  const session = new Launched();
  const { keeper } = made(session, env);
  const { state } = await keeper.open();
  keeper.update({ ...state, ...whole }, "now");
  // Its launch data say so, but not all of the launch has been answered.
  session.launched = null;
  await env.pass(1);
  session.failure = null;
  session.found = { ...found, mode: "browse" };
  await env.pass(2);
  env.page?.leaving();
  assert.equal((await made(new FakeSession(), env).keeper.open()).state.completed, false);
});

test("a launch of xAPI or cmi5 says at once who learns, and only to record", async () => {
  const down = (): Response => answer(503);
  const plain = xapi(new FakeLrs(), down);
  await assert.rejects(plain.open(), SessionError);
  assert.equal(plain.launched?.learner, (await xapi(new FakeLrs()).open()).learner);
  const dark = cmi5(new FakeLrs(), {}, down);
  await assert.rejects(dark.open(), SessionError);
  assert.equal(dark.launched?.learner, (await cmi5(new FakeLrs()).open()).learner);
  for (const launchMode of ["Normal", "Review"]) {
    const unwritten = cmi5(new FakeLrs(), { launchMode, masteryScore: 0.7 }, (url) => (url.pathname.endsWith("/statements") ? answer(503) : null));
    await assert.rejects(unwritten.open(), SessionError);
    assert.equal(unwritten.launched?.mastery, launchMode === "Normal" ? 0.7 : undefined);
  }
});
