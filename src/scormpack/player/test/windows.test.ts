/** One module, one learner, two windows of one browser, or two devices (RUNTIME F36). */

import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../src/bookmark.ts";
import { addRange } from "../src/progress.ts";
import { SessionError } from "../src/session.ts";
import type { Standing, Stored } from "../src/session.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { FakeBrowser } from "./fakes/browser.ts";
import { FakeEnv, FakeSession, duration, half, made, whole } from "./fakes/page.ts";
import { content } from "./sample.ts";

const second = { kind: "not-recording", why: "second-window" };

function played(from: number, to: number): State {
  return { ...freshState(duration), position: to, played: addRange(freshState(duration).played, duration, from, to) };
}

function window(browser: FakeBrowser) {
  return made(new FakeSession(), new FakeEnv(browser));
}

/** Two windows, of which the second was opened later. */
async function two() {
  const browser = new FakeBrowser();
  const [first, second] = [window(browser), window(browser)];
  await first.keeper.open();
  await first.env.pass(0);
  await second.keeper.open();
  await second.env.pass(0);
  return { browser, first, second };
}

function last(session: FakeSession): Standing | undefined {
  return session.stored.at(-1);
}

test("the newer window records, and the older one sends nothing more", async () => {
  const { first, second: newer } = await two();
  assert.deepEqual(first.said.at(-1), second);
  assert.equal(newer.said.at(-1)?.kind, "saved");
  const before = first.session.stored.length;
  first.keeper.update(whole, "now");
  first.keeper.note({ kind: "played", at: 0 });
  first.env.page?.hidden();
  await first.env.pass(60);
  assert.deepEqual(await first.keeper.exit(), second);
  first.env.page?.leaving();
  const { stored, hidden, noted, closed, left } = first.session;
  assert.deepEqual([stored.length, hidden, noted, closed, left], [before, [], [], 0, 0]);
  assert.equal(first.env.guarded, false);
});

test("what a window does that was set aside is recorded by the other", async () => {
  const { first, second: newer } = await two();
  first.keeper.update({ ...played(30, 60), acknowledged: ["card"], attempts: 1, score: 1 }, "now");
  newer.keeper.update(played(0, 30), "routine");
  await newer.env.pass(0);
  assert.deepEqual([last(newer.session)?.progress, last(newer.session)?.completed], [1, true]);
});

test("what another window did is seen by the next look at this one", async () => {
  const { first, second: newer } = await two();
  first.keeper.update(whole, "now");
  const seen: boolean[] = [];
  newer.keeper.onLateOpening(({ state }) => seen.push(state.completed));
  newer.env.page?.awake();
  await newer.env.pass(0);
  assert.deepEqual(seen, [true]);
  assert.equal(last(newer.session)?.completed, true);
  newer.env.page?.awake();
  assert.equal(seen.length, 1);
});

test("the older window goes on with what both did once it is used and the newer one is gone", async () => {
  const { first, second: newer } = await two();
  first.keeper.update(played(0, 30), "routine");
  newer.keeper.update({ ...played(30, 60), acknowledged: ["card"] }, "now");
  await newer.env.pass(0);
  first.env.page?.awake();
  assert.deepEqual(first.said.at(-1), second);
  newer.env.page?.leaving();
  assert.deepEqual(first.said.at(-1), second);
  const seen: State[] = [];
  first.keeper.onLateOpening(({ state, recording }) => recording && seen.push(state));
  first.env.page?.awake();
  await first.env.pass(0);
  assert.equal(first.said.at(-1)?.kind, "saved");
  assert.deepEqual(seen.map(({ acknowledged }) => acknowledged), [["card"]]);
  assert.equal(last(first.session)?.progress, 1);
  first.keeper.update({ ...whole, acknowledged: [] }, "now");
  await first.env.pass(0);
  assert.equal(last(first.session)?.completed, true);
});

test("what another device wrote meanwhile is shown, and completes what was left", async () => {
  const { keeper, env, session } = made();
  await keeper.open();
  keeper.update({ ...whole, acknowledged: [] }, "now");
  await env.pass(0);
  const seen: State[] = [];
  keeper.onLateOpening(({ state }) => seen.push(state));
  const theirs = encode({ ...freshState(duration), acknowledged: ["card"] }, content);
  session.answer = () => {
    session.theirs = session.theirs === undefined ? theirs : null;
    return Promise.resolve("confirmed");
  };
  keeper.update({ ...whole, acknowledged: [] }, "now");
  await env.pass(0);
  assert.deepEqual(seen.map(({ acknowledged, completed }) => [acknowledged, completed]), [[["card"], true]]);
  assert.equal(last(session)?.completed, true);
});

test("what Save and exit finds of another device is shown, and what it completes is told before the end", async () => {
  const { keeper, env, session, said } = made();
  await keeper.open();
  await env.pass(0);
  keeper.update({ ...whole, acknowledged: [] }, "now");
  await env.pass(0);
  const seen: boolean[] = [];
  keeper.onLateOpening(({ state }) => seen.push(state.completed));
  session.theirs = null;
  const theirs = encode({ ...freshState(duration), acknowledged: ["card"] }, content);
  session.answer = () => {
    session.theirs = session.theirs === null ? theirs : null;
    return Promise.resolve("confirmed");
  };
  const exit = keeper.exit();
  await env.pass(0);
  assert.equal((await exit).kind, "saved");
  assert.deepEqual([session.closed, last(session)?.completed, seen], [1, true, [true]]);
  assert.equal(said.at(-1)?.kind, "saved");
});

test("what a write found of another device is not lost with the write, and the next one has it", async () => {
  const { keeper, env, session } = made();
  await keeper.open();
  await env.pass(0);
  session.answer = () => {
    session.theirs = encode({ ...freshState(duration), acknowledged: ["card"] }, content);
    return Promise.reject(new SessionError("lost"));
  };
  keeper.update({ ...whole, acknowledged: [] }, "now");
  await env.pass(0);
  session.theirs = null;
  session.answer = () => Promise.resolve("confirmed");
  await env.pass(60);
  assert.equal(last(session)?.completed, true);
});

test("after Save and exit in the newer window too", async () => {
  const { first, second: newer } = await two();
  newer.keeper.update(half, "now");
  await newer.keeper.exit();
  first.env.page?.awake();
  await first.env.pass(0);
  assert.deepEqual([first.said.at(-1)?.kind, last(first.session)?.progress], ["saved", 0.5]);
});

test("a session that the LMS ended meanwhile raises the alarm, and the record goes with the next launch", async () => {
  const { browser, first, second: newer } = await two();
  newer.env.page?.leaving();
  first.session.answer = () => Promise.reject(new SessionError("abandoned", true));
  first.env.page?.awake();
  await first.env.pass(0);
  const alarm = { kind: "not-saved", why: "abandoned", final: true };
  assert.deepEqual(first.said.at(-1), alarm);
  first.keeper.update(whole, "routine");
  assert.deepEqual(await first.keeper.exit(), alarm);
  assert.equal(first.session.left, 0);
  const next = window(browser);
  assert.equal((await next.keeper.open()).state.completed, true);
  assert.deepEqual(first.said.at(-1), alarm);
});

test("a window whose session has ended gives the record back to one that still can", async () => {
  const { first, second: newer } = await two();
  newer.session.answer = () => Promise.reject(new SessionError("gone", true));
  newer.keeper.update(whole, "now");
  await newer.env.pass(0);
  first.env.page?.awake();
  await first.env.pass(0);
  assert.equal(last(first.session)?.completed, true);
});

test("a write that was under way when another window came is not told of", async () => {
  const browser = new FakeBrowser();
  const first = window(browser);
  await first.keeper.open();
  await first.env.pass(0);
  let fail: (error: Error) => void = () => undefined;
  first.session.answer = () => new Promise<Stored>((_, reject) => (fail = reject));
  first.keeper.update(whole, "now");
  await first.env.pass(0);
  await window(browser).keeper.open();
  fail(new SessionError("abandoned", true));
  await first.env.pass(60);
  assert.deepEqual(first.said.at(-1), second);
  assert.equal(first.env.guarded, false);
});

test("a page that comes back from the back/forward cache goes on, unless another window came", async () => {
  const alone = made();
  await alone.keeper.open();
  await alone.env.pass(0);
  alone.env.page?.hidden();
  alone.env.page?.awake();
  alone.keeper.update(whole, "now");
  await alone.env.pass(0);
  assert.deepEqual([last(alone.session)?.completed, alone.session.hidden.length], [true, 1]);
  const { first } = await two();
  first.env.page?.awake();
  assert.deepEqual(first.said.at(-1), second);
});

test("the time of two windows side by side is counted once", async () => {
  const { first, second: newer } = await two();
  for (let second = 0; second < 60; second++) {
    await Promise.all([first.env.pass(1), newer.env.pass(1)]);
    first.keeper.update(played(0, second), "routine");
    newer.keeper.update(played(0, second), "routine");
  }
  await newer.env.pass(1);
  newer.keeper.update(half, "now");
  await newer.env.pass(0);
  assert.equal(last(newer.session)?.totalSeconds, 61);
});

test("another learner, or another package, is no second window", async () => {
  const browser = new FakeBrowser();
  const [ann, bob] = [window(browser), window(browser)];
  bob.session.found = { ...bob.session.found, learner: "bob" };
  await ann.keeper.open();
  await bob.keeper.open();
  await ann.env.pass(0);
  assert.equal(ann.said.at(-1)?.kind, "saved");
});

test("a window that only looks takes no record over", async () => {
  const browser = new FakeBrowser();
  const [first, looking] = [window(browser), window(browser)];
  looking.session.found = { ...looking.session.found, mode: "review" };
  await first.keeper.open();
  await looking.keeper.open();
  await first.env.pass(0);
  assert.equal(first.said.at(-1)?.kind, "saved");
});
