/** The session of cmi5 (RUNTIME F47): its token, its modes, its verbs, and what LMSs write in its launch data. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { EndedError, SessionError } from "../src/session.ts";
import { FakeLrs } from "./fakes/lrs.ts";
import { ACTIVITY, MODULE, memory } from "./hosts.ts";
import { answer, cmi5, isStatement } from "./launches.ts";
import type { Fault } from "./launches.ts";
import { record } from "./standings.ts";

const done = record({ completed: true, score: 1 }, { passed: true });
const template = (session: string): object => ({
  contextTemplate: { extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": session } },
});

test("a reload where the browser keeps nothing says that it ended recording", async () => {
  const lrs = new FakeLrs();
  await cmi5(lrs, {}, () => null, { session: memory() }).open();
  await assert.rejects(cmi5(lrs, {}, () => null, { session: memory() }).open(), (error) => error instanceof EndedError && error.final);
});

test("what the fetch URL answers tells whether to try again", async () => {
  const answers = [
    [Response.json({ "error-code": 1, "error-text": "used" }), true],
    [Response.json({ "error-code": "2", "error-text": "no" }), true],
    [Response.json({ "error-code": "3", "error-text": "busy" }), false],
    [new Response("<html>", { status: 502 }), false],
    [answer(404), false],
  ] as const;
  for (const [given, final] of answers) {
    const session = cmi5(new FakeLrs(), {}, (url) => (url.pathname === "/fetch" ? given : null));
    await assert.rejects(session.open(), (error) => error instanceof SessionError && error.final === final);
  }
});

test("a token that is refused after a reload is asked for anew, once", async () => {
  const lrs = new FakeLrs();
  const window = memory();
  await cmi5(lrs, template("one"), () => null, { session: window }).open();
  // One fetch URL for all launches, as some LMSs have it: the next launch has another session and token.
  lrs.fetches = 0;
  let refused = 0;
  const stale: Fault = (url, init) => {
    const token = new Headers(init.headers).get("Authorization");
    return url.pathname !== "/fetch" && token === "Basic dG9rZW4=" && lrs.fetches === 0 ? (refused++, answer(401)) : null;
  };
  const second = cmi5(lrs, template("two"), stale, { session: window });
  await second.open();
  assert.equal(refused, 1);
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "initialized"]);
  await second.close(done);
  assert.deepEqual(lrs.verbs(ACTIVITY).slice(2), ["completed", "passed", "terminated"]);
});

test("browse and review send when they begin and when they end, and nothing else", async () => {
  for (const launchMode of ["Browse", "Review"]) {
    const lrs = new FakeLrs();
    const session = cmi5(lrs, { launchMode, moveOn: "CompletedAndPassed" });
    assert.equal((await session.open()).mode, launchMode.toLowerCase());
    session.note({ kind: "played", at: 0 }, done);
    session.note({ kind: "acknowledged", aid: "card" }, done);
    assert.equal(await session.store(done), "unverifiable");
    session.hide(done, false);
    await session.close(done);
    assert.equal(lrs.statements.size, 2);
    assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "terminated"]);
    assert.ok(![...lrs.documents.keys()].some((key) => key.includes("stateId=scormpack")));
  }
});

test("a score that is the mastery score passes", async () => {
  for (const [score, verb] of [[0.8, "passed"], [0.7999, "failed"]] as const) {
    const lrs = new FakeLrs();
    const session = cmi5(lrs, { masteryScore: 0.8, moveOn: "CompletedAndPassed" });
    await session.open();
    await session.close(record({ score, completed: verb === "passed" }, { passed: verb === "passed", exhausted: true }));
    assert.ok(lrs.verbs(ACTIVITY).includes(verb));
    const judged = lrs.about(ACTIVITY).find((each) => JSON.stringify(each["verb"]).includes(verb));
    assert.equal((judged?.["result"] as { score: { scaled: number } }).score.scaled, score);
  }
});

test("the page goes on only once the end is stored, and only where the LMS names a page", async () => {
  const urls = [["https://lms.example.org/back", 1], [undefined, 0], [null, 0], [7, 0], ["javascript:alert(1)", 0]] as const;
  for (const [returnURL, visits] of urls) {
    const lrs = new FakeLrs();
    const visited: string[] = [];
    const session = cmi5(lrs, { returnURL }, () => null, { assign: (url) => void visited.push(url) });
    await session.open();
    await session.close(done);
    assert.equal(lrs.verbs(ACTIVITY).at(-1), "terminated");
    session.leave();
    assert.equal(visited.length, visits);
  }
  const broken = cmi5(new FakeLrs(), { returnURL: "https://[" }, () => null, {
    assign: () => {
      throw new SyntaxError("no URL");
    },
  });
  await broken.open();
  broken.leave();
});

test("launch data of odd kinds keep nobody from being recorded", async () => {
  const odd = [
    { contextTemplate: null, masteryScore: true, moveOn: 7, launchMode: {}, launchParameters: [], returnURL: {} },
    { contextTemplate: [], masteryScore: "0.8 or so" },
    { contextTemplate: "none", masteryScore: [] },
    { contextTemplate: { contextActivities: "x", extensions: null, platform: "LMS" } },
    { contextTemplate: { contextActivities: { grouping: { id: MODULE }, category: { id: "https://lms.example.org/c" } } } },
  ];
  for (const data of odd) {
    const lrs = new FakeLrs();
    const session = cmi5(lrs, data);
    await session.open();
    assert.equal(await session.store(done), "confirmed");
    const [first] = lrs.about(ACTIVITY);
    const { contextActivities } = first?.["context"] as { contextActivities: { category: { id: string }[] } };
    assert.equal(contextActivities.category.at(-1)?.id, "https://w3id.org/xapi/cmi5/context/categories/cmi5");
  }
});

test("launch data that are none say so, and are asked for again", async () => {
  for (const data of [[], "x", 7]) {
    const lrs = new FakeLrs();
    const session = cmi5(lrs, data);
    await assert.rejects(session.open(), (error) => error instanceof SessionError && !error.final);
  }
});

test("a launch without a learner is none", async () => {
  for (const actor of ["", "ann", "[]", "null"]) {
    const session = cmi5(new FakeLrs(), {}, () => null, { query: { actor } });
    await assert.rejects(session.open(), (error) => error instanceof SessionError && error.final);
  }
});

test("a reload in the middle of the end sends the end, and says that recording is over", async () => {
  const lrs = new FakeLrs();
  const window = memory();
  let ask: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const slow: Fault = (url, init) => (isStatement(url, init, "terminated") ? (ask(), new Promise(() => undefined)) : null);
  const session = cmi5(lrs, {}, slow, { session: window });
  await session.open();
  void session.close(done).catch(() => undefined);
  await asked;
  await assert.rejects(cmi5(lrs, {}, () => null, { session: window }).open(), EndedError);
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "completed", "passed", "terminated"]);
});

test("an earlier session's statements are no later session's", async () => {
  const lrs = new FakeLrs();
  const window = memory();
  const first = cmi5(lrs, template("one"), (url, init) => (isStatement(url, init, "completed") ? answer(503) : null), { session: window });
  await first.open();
  await assert.rejects(first.store(done), SessionError);
  lrs.fetches = 0;
  const second = cmi5(lrs, template("two"), () => null, {
    session: window,
    query: { fetch: "https://lrs.example.org/fetch?launch=2" },
  });
  await second.open();
  assert.equal(await second.store(done), "confirmed");
  const completed = lrs.about(ACTIVITY).filter((each) => JSON.stringify(each["verb"]).includes("completed"));
  assert.equal(completed.length, 1);
  assert.ok(JSON.stringify(completed[0]?.["context"]).includes('"two"'));
});
