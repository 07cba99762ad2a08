/** What is done where no session takes it: before the LMS answers, where it refuses, and after the end. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SessionError } from "../src/session.ts";
import type { Found } from "../src/session.ts";
import type { State } from "../src/state.ts";
import { FakeLrs } from "./fakes/lrs.ts";
import { FakeEnv, FakeSession, half, made, whole } from "./fakes/page.ts";
import { ACTIVITY } from "./hosts.ts";
import { answer, cmi5, isState, isStatement, xapi } from "./launches.ts";
import type { Fault } from "./launches.ts";
import { found } from "./sample.ts";
import { record } from "./standings.ts";

/** An LMS that has not answered yet, or refuses, at a launch that says who learns. */
class Unanswered extends FakeSession {
  launched: Found | null = found;
  override open: () => Promise<Found> = () => new Promise(() => undefined);
}

/** What the next launch opens with, and what it tells the LMS. */
async function relaunched(env: FakeEnv, asked: Partial<Found> = {}): Promise<State> {
  const { session, keeper } = made(Object.assign(new FakeSession(), { found: { ...found, ...asked } }), env);
  const { state } = await keeper.open();
  await env.pass(1);
  return { ...state, completed: session.stored.at(-1)?.completed ?? false };
}

describe("what is done before the LMS has answered is there at the next launch", () => {
  for (const way of ["leaving", "hidden"] as const) {
    test(`in a page that is ${way} at once`, async () => {
      const { env, keeper } = made(new Unanswered());
      void keeper.open();
      await env.pass(1);
      keeper.update(whole, "now");
      env.page?.[way]();
      assert.equal((await relaunched(env)).completed, true);
    });
  }

  test("in a page that is killed at once", async () => {
    const { env, keeper } = made(new Unanswered());
    void keeper.open();
    await env.pass(1);
    keeper.update(whole, "now");
    assert.equal((await relaunched(env)).completed, true);
  });

  test("in a page that goes after the wait", async () => {
    const { env, keeper } = made(new Unanswered());
    void keeper.open();
    await env.pass(1);
    keeper.update(whole, "now");
    await env.pass(3);
    assert.equal((await relaunched(env)).completed, true);
  });
});

test("a launch that is refused says that it is not saved, and keeps what is done for the next one", async () => {
  const page = new Unanswered();
  page.open = () => Promise.reject(new SessionError("no", true));
  const { env, keeper, said } = made(page);
  await keeper.open();
  assert.deepEqual(said.at(-1), { kind: "not-saved", why: "no", final: true });
  keeper.update(whole, "now");
  assert.equal((await keeper.exit()).kind, "not-saved");
  assert.equal((await relaunched(env)).completed, true);
});

test("what is done after Save and exit is there at the next launch, though it completes nothing", async () => {
  const { env, keeper, said } = made();
  await keeper.open();
  await env.pass(1);
  assert.equal((await keeper.exit()).kind, "saved");
  keeper.update({ ...half, acknowledged: ["card"] }, "now");
  assert.equal(said.at(-1)?.kind, "saved");
  assert.deepEqual((await relaunched(env)).acknowledged, ["card"]);
});

test("who only looks, or was not recorded, leaves nothing behind after the exit", async () => {
  for (const mode of ["review", "browse"] as const) {
    const { env, keeper } = made(Object.assign(new FakeSession(), { found: { ...found, mode } }));
    await keeper.open();
    await keeper.exit();
    keeper.update(whole, "now");
    assert.equal((await relaunched(env)).completed, false);
  }
});

test("cmi5: before the LMS has said what it asks for, the launch is judged as strictly as can be", async () => {
  const dark = cmi5(new FakeLrs(), {}, () => answer(503));
  const { learner } = await cmi5(new FakeLrs()).open();
  assert.deepEqual([dark.launched?.learner, dark.launched?.mode, dark.launched?.mastery], [learner, "normal", 1]);
  assert.equal(cmi5(new FakeLrs(), {}, undefined, { query: { actor: "nobody" } }).launched, null);
  for (const [score, mastery, completed] of [[0.8, 0.9, false], [0.8, 0.7, true], [1, 0.9, true]] as const) {
    const page = new Unanswered();
    page.launched = { ...found, mastery: 1 };
    const { env, keeper } = made(page);
    void keeper.open();
    await env.pass(4);
    keeper.update({ ...whole, score }, "now");
    assert.equal((await relaunched(env, { mastery })).completed, completed, `${score} of ${mastery}`);
  }
});

test("cmi5: what was done before the LMS has said that it only shows the module is not kept", async () => {
  for (const held of [true, false]) {
    const env = new FakeEnv();
    if (held) {
      const before = made(new Unanswered(), env);
      void before.keeper.open();
      before.keeper.update({ ...half, acknowledged: ["card"] }, "now");
      env.page?.leaving();
    }
    const page = new Unanswered();
    let answered: (found: Found) => void = () => undefined;
    page.open = () => new Promise((resolve) => (answered = resolve));
    const { keeper } = made(page, env);
    void keeper.open();
    await env.pass(4);
    keeper.update(whole, "now");
    answered({ ...found, mode: "browse" });
    await env.pass(1);
    env.page?.leaving();
    const { completed, acknowledged } = await relaunched(env);
    assert.deepEqual([completed, acknowledged], [false, held ? ["card"] : []]);
  }
});

test("nothing follows an end that may have arrived: no statement, no state", async () => {
  for (const launch of [xapi, (lrs: FakeLrs, fault: Fault) => cmi5(lrs, {}, fault)]) {
    const sent: string[] = [];
    let lost = false;
    const session = launch(new FakeLrs(), (url, init) => {
      if (isStatement(url, init, "terminated")) lost = true;
      if (lost && init.method !== "GET" && !isStatement(url, init, "terminated")) sent.push(isState(url) ? "state" : String(init.body));
      return lost ? Promise.reject<Response>(new TypeError("lost")) : null;
    });
    await session.open();
    await assert.rejects(session.close(record({ position: 3 })), SessionError);
    session.note({ kind: "played", at: 3 }, record({ position: 3 }));
    session.hide(record({ position: 5 }), false);
    session.hide(record({ position: 9 }), true);
    assert.deepEqual(sent, []);
  }
});

test("cmi5: preferences that nobody answered for are asked for once more before the start (11)", async () => {
  const lrs = new FakeLrs();
  let asked = 0;
  const silent: Fault = (url) => (url.pathname.endsWith("/agents/profile") && asked++ < 9 ? Promise.reject<Response>(new TypeError("lost")) : null);
  const session = cmi5(lrs, {}, silent);
  await assert.rejects(session.open(), SessionError);
  assert.deepEqual(lrs.verbs(ACTIVITY), []);
  assert.equal((await session.open()).muted, false);
  assert.equal(asked, 2);
});

test("cmi5: nothing is said without preferences for as long as nobody answers at all (11)", async () => {
  const lrs = new FakeLrs();
  let down = false;
  const session = cmi5(lrs, {}, (url) => {
    down ||= isState(url);
    return down ? Promise.reject<Response>(new TypeError("offline")) : null;
  });
  for (let tries = 0; tries < 6; tries++) await assert.rejects(session.open(), SessionError);
  session.hide(record({ position: 3 }), false);
  assert.deepEqual(lrs.verbs(ACTIVITY), []);
});

test("a page that goes while the end is on its way sends it no second time", async () => {
  for (const launch of [xapi, (lrs: FakeLrs, fault: Fault) => cmi5(lrs, {}, fault)]) {
    const posts: string[] = [];
    let ended: () => void = () => undefined;
    const ending = new Promise<void>((resolve) => (ended = resolve));
    const session = launch(new FakeLrs(), (url, init) => {
      if (init.keepalive === true) posts.push(String(init.body));
      if (!isStatement(url, init, "terminated")) return null;
      ended();
      return new Promise(() => undefined);
    });
    await session.open();
    void session.close(record({ position: 3 }));
    await ending;
    session.hide(record({ position: 5 }), true);
    assert.deepEqual(posts, []);
  }
});
