import { moduleSubject } from "../src/modulesubject.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../src/bookmark.ts";
import { createKeeper } from "../src/keeper.ts";
import { addRange } from "../src/progress.ts";
import { SessionError } from "../src/session.ts";
import type { Stored } from "../src/session.ts";
import { freshState } from "../src/state.ts";
import { FakeEnv, FakeSession, duration, half, made, whole } from "./fakes/page.ts";
import { settings, web } from "./hosts.ts";
import { content } from "./sample.ts";

test("a fresh opening is written once, and said to be saved after the LMS confirmed", async () => {
  const { session, env, keeper, kinds } = made();
  const opening = await keeper.open();
  assert.deepEqual([opening.resumed, opening.recording, opening.mode], [false, true, "normal"]);
  await env.pass(0);
  assert.equal(session.stored.length, 1);
  assert.deepEqual(kinds(), ["opening", "saving", "saved"]);
});

test("what cannot be verified is sent, not saved", async () => {
  const { session, env, keeper, kinds } = made();
  session.answer = () => Promise.resolve("unverifiable");
  await keeper.open();
  await env.pass(0);
  assert.deepEqual(kinds(), ["opening", "saving", "sent"]);
});

test("routine writes come once in 15 s, urgent ones at once", async () => {
  const { session, env, keeper } = made();
  await keeper.open();
  await env.pass(1);
  for (let second = 0; second < 60; second++) {
    keeper.update({ ...half, position: second }, "routine");
    await env.pass(1);
  }
  assert.equal(session.stored.length, 1 + 4);
  keeper.update(half, "now");
  await env.pass(0);
  assert.equal(session.stored.length, 6);
});

test("completion is seen and written at once, though the page calls it routine", async () => {
  const { session, env, keeper } = made();
  await keeper.open();
  await env.pass(1);
  keeper.update(whole, "routine");
  await env.pass(0);
  assert.equal(session.stored.at(-1)?.completed, true);
  keeper.update({ ...half, completed: false }, "routine");
  await env.pass(16);
  assert.equal(session.stored.length, 3);
  assert.equal(session.stored.at(-1)?.completed, true);
});

test("one write at a time, and what came meanwhile after it", async () => {
  const { session, env, keeper } = made();
  await keeper.open();
  await env.pass(0);
  let finish: (stored: Stored) => void = () => undefined;
  session.answer = () => new Promise((resolve) => (finish = resolve));
  keeper.update(half, "now");
  await env.pass(0);
  keeper.update(whole, "now");
  await env.pass(30);
  assert.equal(session.stored.length, 2);
  finish("confirmed");
  await env.pass(0);
  assert.equal(session.stored.at(-1)?.completed, true);
});

test("a failing write is tried again at 1, 2, 4 … 30 s, and the page is guarded meanwhile", async () => {
  const { session, env, keeper, said } = made();
  await keeper.open();
  await env.pass(0);
  assert.equal(env.guarded, false);
  session.answer = () => Promise.reject(new SessionError("no"));
  keeper.update(whole, "now");
  await env.pass(0);
  assert.deepEqual(said.at(-1), { kind: "not-saved", why: "no", final: false });
  assert.equal(env.guarded, true);
  const before = session.stored.length;
  await env.pass(31.5);
  assert.equal(session.stored.length, before + 5);
  session.answer = () => Promise.resolve("confirmed");
  env.page?.awake();
  await env.pass(0);
  assert.equal(said.at(-1)?.kind, "saved");
  assert.equal(env.guarded, false);
});

test("where no try can help there is none", async () => {
  const { session, env, keeper, said } = made();
  await keeper.open();
  await env.pass(0);
  session.answer = () => Promise.reject(new SessionError("gone", true));
  keeper.update(half, "now");
  await env.pass(100);
  env.page?.awake();
  await env.pass(100);
  assert.equal(session.stored.length, 2);
  assert.equal(said.at(-1)?.kind, "not-saved");
});

test("what the LMS never got is replayed at the next launch", async () => {
  const env = new FakeEnv();
  const first = made(new FakeSession(), env);
  await first.keeper.open();
  await env.pass(0);
  first.session.answer = () => Promise.reject(new SessionError("no"));
  first.keeper.update(whole, "now");
  await env.pass(5);
  const second = made(new FakeSession(), env);
  const opening = await second.keeper.open();
  assert.deepEqual([opening.resumed, opening.state.completed], [true, true]);
  await env.pass(0);
  assert.equal(second.session.stored.at(-1)?.completed, true);
  const other = made(new FakeSession(), env);
  other.session.found = { ...other.session.found, learner: "bob" };
  assert.equal((await other.keeper.open()).resumed, false);
});

test("what an API confirmed is still replayed if the next launch lacks it", async () => {
  const env = new FakeEnv();
  const first = made(new FakeSession(), env);
  await first.keeper.open();
  first.keeper.update(whole, "now");
  await env.pass(1);
  assert.equal((await made(new FakeSession(), env).keeper.open()).state.completed, true);
  await env.pass(15 * 24 * 3600);
  assert.equal((await made(new FakeSession(), env).keeper.open()).state.completed, false);
});

test("what another use of the module completed is not replayed", async () => {
  const env = new FakeEnv();
  const briefing = made(new FakeSession(), env);
  await briefing.keeper.open();
  briefing.keeper.update(whole, "now");
  await env.pass(1);
  const other = { ...settings("scorm12"), package: "Sfedcba9876543" };
  const opening = await createKeeper(new FakeSession(), moduleSubject(content), other, env).open();
  assert.deepEqual([opening.resumed, opening.state.completed], [false, false]);
});

test("what a store confirmed is forgotten here", async () => {
  const { session, env, keeper } = made();
  session.keeps = "store";
  await keeper.open();
  keeper.update(whole, "now");
  await env.pass(1);
  assert.equal((await made(new FakeSession(), env).keeper.open()).resumed, false);
});

test("LMS and journal are merged by maximum, and the place is that of the later one", async () => {
  const env = new FakeEnv();
  const { session, keeper } = made(new FakeSession(), env);
  const theirs = { ...half, acknowledged: ["steps"], score: 0.5, attempts: 2, seconds: 500, position: 12 };
  session.found = { ...session.found, text: encode(theirs, content) };
  const { state } = await keeper.open();
  assert.deepEqual([state.score, state.attempts, Math.round(state.position)], [0.5, 2, 12]);
  keeper.update({ ...state, acknowledged: ["card"], position: 40 }, "now");
  await env.pass(0);
  assert.equal(session.stored.at(-1)?.position, 40);
  assert.equal(session.stored.at(-1)?.progress, 0.5);
});

test("an LMS that says complete is believed, and its location used where the text is damaged", async () => {
  const { session, keeper } = made();
  session.found = { ...session.found, text: "null", position: 25, completed: true };
  const { state, resumed } = await keeper.open();
  assert.deepEqual([resumed, state.completed, state.position], [true, true, 25]);
});

test("without an LMS the page goes on, and says that nothing is recorded", async () => {
  const { session, env, keeper, said } = made();
  session.opening = Promise.reject(new SessionError("none"));
  const opening = await keeper.open();
  assert.equal(opening.recording, false);
  assert.deepEqual(said.at(-1), { kind: "not-recording", why: "no-lms" });
  keeper.update(whole, "now");
  await env.pass(60);
  assert.equal(session.stored.length, 0);
});

test("a late LMS gets what was done before it came", async () => {
  const { session, env, keeper } = made();
  let arrive: () => void = () => undefined;
  session.opening = new Promise((resolve) => (arrive = resolve));
  session.found = { ...session.found, text: encode({ ...half, seconds: 3 }, content) };
  const opened = keeper.open();
  await env.pass(4);
  assert.equal((await opened).resumed, false);
  let late = 0;
  keeper.onLateOpening((opening) => (late = opening.state.position));
  const rest = addRange(freshState(duration).played, duration, 30, 60);
  keeper.update({ ...freshState(duration), played: rest, position: 60 }, "routine");
  arrive();
  await env.pass(1);
  assert.equal(session.stored.at(-1)?.progress, 1);
  assert.equal(late, 60);
});

test("the LMS's mastery score is the one that is judged by, above the build's or below", async () => {
  const score = 0.5;
  for (const [mastery, passed] of [[0.9, false], [0.2, true], [null, true]] as const) {
    const { session, env, keeper } = made();
    session.found = { ...session.found, mastery };
    const opening = await keeper.open();
    assert.equal(opening.mastery, mastery);
    keeper.update({ ...whole, score }, "now");
    await env.pass(0);
    const first = session.stored.at(-1);
    assert.deepEqual([first?.completed, first?.passed], [passed, passed]);
    keeper.update({ ...whole, attempts: 2 }, "now");
    await env.pass(0);
    const second = session.stored.at(-1);
    assert.deepEqual([second?.completed, second?.passed, second?.exhausted], [true, true, false]);
  }
});

test("attempts run out by the LMS's mastery score", async () => {
  const { session, env, keeper } = made();
  session.found = { ...session.found, mastery: 0.9 };
  await keeper.open();
  keeper.update({ ...whole, attempts: 2, score: 0.5 }, "now");
  await env.pass(0);
  assert.equal(session.stored.at(-1)?.exhausted, true);
});

test("a completion that is stored outlasts a mastery score that was raised", async () => {
  const { session, env, keeper } = made();
  const text = encode({ ...whole, score: 0.5, completed: true }, content);
  session.found = { ...session.found, text, mastery: 0.9 };
  const { state, mastery } = await keeper.open();
  assert.deepEqual([state.completed, mastery], [true, 0.9]);
  await env.pass(0);
  const record = session.stored.at(-1);
  assert.deepEqual([record?.completed, record?.passed], [true, false]);
  assert.equal(record?.text.split(".")[7], (900_000).toString(36));
});

test("a late LMS that asks for more takes back what only the build would call complete", async () => {
  for (const [score, done] of [[0.5, false], [1, true]] as const) {
    const { session, env, keeper } = made();
    let arrive: () => void = () => undefined;
    session.opening = new Promise((resolve) => (arrive = resolve));
    session.found = { ...session.found, mastery: 0.9 };
    const opened = keeper.open();
    await env.pass(4);
    assert.equal((await opened).mastery, null);
    const late: unknown[] = [];
    keeper.onLateOpening(({ state, mastery }) => late.push(state.completed, mastery));
    keeper.update({ ...whole, score, completed: true }, "now");
    arrive();
    await env.pass(1);
    assert.deepEqual(late, [done, 0.9]);
    keeper.update({ ...whole, score, completed: true }, "now");
    await env.pass(0);
    assert.deepEqual(session.stored.map(({ completed }) => completed), [done, done]);
  }
});

test("review and browse write nothing, here either", async () => {
  for (const mode of ["review", "browse"] as const) {
    const { session, env, keeper, said } = made();
    session.found = { ...session.found, mode };
    const opening = await keeper.open();
    assert.equal(opening.recording, false);
    keeper.update(whole, "now");
    env.page?.hidden();
    await env.pass(60);
    assert.equal(session.stored.length, 0);
    assert.deepEqual(said.at(-1), { kind: "not-recording", why: mode });
    await keeper.exit();
    assert.equal(session.closed, 1);
    assert.equal((await made(new FakeSession(), env).keeper.open()).resumed, false);
  }
});

test("hiding saves, leaving ends, and nothing is written after", async () => {
  const { session, env, keeper } = made();
  await keeper.open();
  await env.pass(0);
  keeper.update(half, "routine");
  env.page?.hidden();
  env.page?.leaving();
  assert.deepEqual(session.hidden.map(([, leaving]) => leaving), [false, true]);
  keeper.update(whole, "now");
  await env.pass(60);
  assert.equal(session.stored.length, 1);
});

test("exit waits for the answer, then goes where the LMS wants", async () => {
  const { session, env, keeper } = made();
  await keeper.open();
  await env.pass(0);
  const exited = keeper.exit();
  await env.pass(0);
  assert.equal((await exited).kind, "saved");
  assert.deepEqual([session.closed, session.left], [1, 1]);
});

test("exit says so where the LMS fails or is silent for ten seconds", async () => {
  const failing = made();
  await failing.keeper.open();
  await failing.env.pass(0);
  failing.session.answer = () => Promise.reject(new SessionError("no"));
  assert.deepEqual(await failing.keeper.exit(), { kind: "not-saved", why: "no", final: false });
  assert.equal(failing.session.left, 0);
  failing.session.answer = () => Promise.resolve("confirmed");
  assert.equal((await failing.keeper.exit()).kind, "saved");

  const silent = made();
  await silent.keeper.open();
  await silent.env.pass(0);
  silent.session.answer = () => new Promise(() => undefined);
  const exited = silent.keeper.exit();
  await silent.env.pass(10);
  assert.equal((await exited).kind, "not-saved");
});

test("two hours of sleep are not two hours of work", async () => {
  const { session, env, keeper } = made();
  await keeper.open();
  await env.pass(30);
  // A sleeping computer runs no timers: the clock is moved by itself.
  env.clock.steady = ((before) => () => before() + 7200)(env.clock.steady);
  keeper.update(half, "now");
  await env.pass(0);
  assert.ok((session.stored.at(-1)?.sessionSeconds ?? 0) <= 120);
});

test("on the web the place is kept for a reload, and nothing is said to be saved", async () => {
  const env = new FakeEnv();
  const keeper = createKeeper(web(), moduleSubject(content), settings("web"), env);
  const said: string[] = [];
  keeper.onSave((state) => said.push(state.kind));
  assert.equal((await keeper.open()).recording, false);
  keeper.update(half, "now");
  await env.pass(60);
  assert.deepEqual(said, ["opening", "not-recording"]);
  const again = await createKeeper(web(), moduleSubject(content), settings("web"), env).open();
  assert.deepEqual([again.resumed, Math.round(again.state.position)], [true, 30]);
});

test("the receipt on the page is the one that the LMS is given, whatever is watched after it", async () => {
  const [session, env] = [new FakeSession(), new FakeEnv()];
  const keeper = createKeeper(session, moduleSubject(content, { build: "0123456789ab" }), settings("scorm12"), env);
  await keeper.open();
  keeper.update(half, "now");
  assert.equal(keeper.receipt(), null);
  keeper.update({ ...whole, played: addRange(half.played, duration, 30, 57) }, "now");
  const shown = keeper.receipt();
  assert.match(shown ?? "", /^sr1:sample:1\.0\.0:[0-9a-f]+:57:95:100:/);
  keeper.update(whole, "now");
  await env.pass(1);
  assert.deepEqual([keeper.receipt(), session.stored.at(-1)?.receipt], [shown, shown]);
});
