/** Record stores, and launches, that are not as the standard has them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fetch } from "../src/adapters/lrsenv.ts";
import { addRange, newPlayed } from "../src/progress.ts";
import { EndedError, SessionError } from "../src/session.ts";
import { FakeLrs } from "./fakes/lrs.ts";
import { ACTIVITY, MODULE, memory } from "./hosts.ts";
import { answer, cmi5, isStatement, xapi } from "./launches.ts";
import type { Fault } from "./launches.ts";
import { content } from "./sample.ts";
import { record } from "./standings.ts";

const done = record({ completed: true });
test("a tag that never matches does not keep the state from being written", { timeout: 5000 }, async () => {
  const lrs = new FakeLrs();
  const broken: Fault = (_, init) =>
    new Headers(init.headers).has("If-Match") ? new Response(null, { status: 412 }) : null;
  const session = xapi(lrs, broken);
  await session.open();
  await session.store(record({ position: 3 }));
  assert.equal(await session.store(record({ position: 9 })), "confirmed");
});

test("a weak tag is sent as the strong one that it was", async () => {
  const lrs = new FakeLrs();
  const sent: string[] = [];
  const note: Fault = (_, init) => {
    const match = new Headers(init.headers).get("If-Match");
    if (match !== null) sent.push(match);
    return null;
  };
  const env = lrs.fetch;
  const weak: Fetch = async (url, init) => {
    const answer = await env(url, init);
    const tag = answer.headers.get("ETag");
    if (tag !== null) answer.headers.set("ETag", `W/${tag}`);
    return answer;
  };
  Object.assign(lrs, { fetch: weak });
  const session = xapi(lrs, note);
  await session.open();
  await session.store(record({ position: 3 }));
  assert.equal(await session.store(record({ position: 9 })), "confirmed");
  // The first names no document that there is: whether it is refused.
  assert.deepEqual(sent.map((tag) => tag === '"0"'), [true, false]);
  assert.doesNotMatch(sent[1] ?? "", /^W/);
});

test("a store that asks for a rest at a launch is not asked again by the next try", async () => {
  const resting: Fault = (url) => (url.pathname.endsWith("/fetch") ? null : (asked++, answer(503, { "Retry-After": "1" })));
  let asked = 0;
  for (const session of [xapi(new FakeLrs(), resting), cmi5(new FakeLrs(), {}, resting)]) {
    asked = 0;
    await assert.rejects(session.open(), /HTTP 503/);
    await assert.rejects(session.open(), /later/);
    assert.equal(asked, 1);
  }
});

test("a store that asks for a rest gets one, and everything after it", async () => {
  const lrs = new FakeLrs();
  let asked = 0;
  let busy = false;
  const resting: Fault = () => {
    asked++;
    return busy ? new Response(null, { status: 429, headers: { "Retry-After": "1" } }) : null;
  };
  const session = xapi(lrs, resting);
  await session.open();
  busy = true;
  await assert.rejects(session.store(done), SessionError);
  busy = false;
  const before = asked;
  await assert.rejects(session.store(done), /later/);
  assert.equal(asked, before);
  // The fake's clock goes on by a millisecond with every look at it.
  for (let look = 0; look < 1000; look++) await session.store(done).catch(() => undefined);
  assert.equal(await session.store(done), "confirmed");
  assert.ok(lrs.verbs(MODULE).includes("completed"));
});

test("a login page in the place of the store is no answer", async () => {
  const lrs = new FakeLrs();
  let page = false;
  const login: Fault = () => (page ? new Response("<html>", { headers: { "Content-Type": "text/html" } }) : null);
  const session = xapi(lrs, login);
  await session.open();
  page = true;
  await assert.rejects(session.store(done), SessionError);
  page = false;
  assert.equal(await session.store(done), "confirmed");
  assert.ok(lrs.verbs(MODULE).includes("completed"));
});

test("a store that calls every answer HTML is one all the same", async () => {
  const lrs = new FakeLrs();
  const { fetch } = lrs;
  const typed: Fetch = async (url, init) => {
    const answer = await fetch(url, init);
    answer.headers.set("Content-Type", "text/html; charset=utf-8");
    return answer;
  };
  Object.assign(lrs, { fetch: typed });
  const session = xapi(lrs);
  await session.open();
  assert.equal(await session.store(done), "confirmed");
});

test("detail that is too large for the store does not stand before a completion", async () => {
  const lrs = new FakeLrs();
  const small: Fault = (url, init) => (isStatement(url, init, "played") ? new Response(null, { status: 413 }) : null);
  const session = xapi(lrs, small);
  await session.open();
  session.note({ kind: "played", at: 0 }, done);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(await session.store(done), "confirmed");
  assert.ok(lrs.verbs(MODULE).includes("completed"));
});

test("a look-up that fails is no absence, unless it always fails", async () => {
  const lrs = new FakeLrs();
  await xapi(lrs).open().then(() => undefined);
  const first = xapi(lrs);
  await first.open();
  await first.store(done);
  let failures = 2;
  const shaky: Fault = (url, init) =>
    init.method === "GET" && url.searchParams.has("verb") && failures-- > 0 ? new Response(null, { status: 503 }) : null;
  const second = xapi(lrs, shaky);
  await second.open();
  await second.store(done).catch(() => undefined);
  await second.store(done);
  assert.equal(lrs.verbs(MODULE).filter((verb) => verb === "completed").length, 1);
  const blind = new FakeLrs();
  const broken: Fault = (url, init) =>
    init.method === "GET" && url.searchParams.has("verb") ? new Response(null, { status: 500 }) : null;
  const third = xapi(blind, broken);
  await third.open();
  for (let tries = 0; tries < 3; tries++) await third.store(done).catch(() => undefined);
  assert.ok(blind.verbs(MODULE).includes("completed"));
});

test("where the end cannot be sent the session goes on, and ends once", async () => {
  for (const make of [(lrs: FakeLrs, fault: Fault) => xapi(lrs, fault), (lrs: FakeLrs, fault: Fault) => cmi5(lrs, {}, fault)]) {
    const lrs = new FakeLrs();
    let down = true;
    const session = make(lrs, (url, init) =>
      down && isStatement(url, init, "terminated") ? new Response(null, { status: 503 }) : null,
    );
    await session.open();
    await assert.rejects(session.close(record({ position: 3 })), SessionError);
    down = false;
    assert.equal(await session.store(done), "confirmed");
    await session.close(done);
    const verbs = [...lrs.statements.values()].map((each) => String((each["verb"] as { id: string }).id.split("/").at(-1)));
    assert.ok(verbs.includes("completed"));
    assert.equal(verbs.at(-1), "terminated");
    assert.ok(verbs.indexOf("completed") < verbs.indexOf("terminated"));
  }
});

test("a second try to open starts no second video session", async () => {
  const lrs = new FakeLrs();
  const session = xapi(lrs);
  lrs.failing = 1;
  await assert.rejects(session.open(), SessionError);
  await session.open();
  assert.deepEqual(lrs.verbs(MODULE), ["initialized"]);
  assert.deepEqual(lrs.verbs(`${MODULE}/video/main`), ["initialized"]);
});

test("an actor with several identifiers keeps one", async () => {
  const lrs = new FakeLrs();
  const actor = { name: ["Ann"], mbox: ["mailto:ann@example.org"], account: [{ homePage: "https://lms", name: "ann" }], givenName: ["Ann"] };
  await xapi(lrs, () => null, { query: { actor: JSON.stringify(actor) } }).open();
  const agent = { objectType: "Agent", name: "Ann", account: { homePage: "https://lms", name: "ann" } };
  assert.deepEqual(lrs.about(MODULE)[0]?.["actor"], agent);
});

test("nothing watched is no completed video, whatever share is asked for", async () => {
  const lrs = new FakeLrs();
  const free = { ...content, criteria: { watched: 0, questions: null, attest: false } };
  const session = xapi(lrs, () => null, { content: free });
  await session.open();
  await session.store(record({}, { watched: false }));
  assert.deepEqual(lrs.verbs(`${MODULE}/video/main`), ["initialized"]);
  await session.store(record({ played: addRange(newPlayed(60), 60, 0, 2) }, { watched: true }));
  assert.deepEqual(lrs.verbs(`${MODULE}/video/main`), ["initialized", "completed"]);
  const [, completed] = lrs.about(`${MODULE}/video/main`);
  assert.equal((completed?.["result"] as { duration: string }).duration, "PT7S");
});

test("a mastery score that is null passes nobody", async () => {
  const lrs = new FakeLrs();
  const session = cmi5(lrs, { masteryScore: null, moveOn: "CompletedAndPassed" });
  await session.open();
  await session.store(record({ score: 0.2, attempts: 1 }, { passed: false }));
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized"]);
});

test("a score that meets the mastery score but for its last digits is passed, and says so", async () => {
  const lrs = new FakeLrs();
  const session = cmi5(lrs, { masteryScore: 0.66667, moveOn: "CompletedAndPassed" });
  await session.open();
  await session.store(record({ score: 2 / 3, completed: true }, { passed: true }));
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "completed", "passed"]);
  const { score } = lrs.about(ACTIVITY)[2]?.["result"] as { score: { scaled: number } };
  assert.ok(score.scaled >= 0.66667);
});

test("a launch mode of other letters is not taken for one that records nothing", async () => {
  for (const launchMode of ["normal", "NORMAL", null, "Credit"]) {
    const lrs = new FakeLrs();
    const session = cmi5(lrs, { launchMode, moveOn: "Completed" });
    assert.equal((await session.open()).mode, "normal");
    assert.equal(await session.store(done), "confirmed");
    assert.ok(lrs.verbs(ACTIVITY).includes("completed"));
  }
  assert.equal((await cmi5(new FakeLrs(), { launchMode: "review" }).open()).mode, "review");
});

test("questions that the module does not ask for do not stand before moving on", async () => {
  const lrs = new FakeLrs();
  const session = cmi5(lrs, { moveOn: "Passed" });
  await session.open();
  await session.store(record({ completed: true, score: 0.2 }));
  assert.ok(lrs.verbs(ACTIVITY).includes("passed"));
});

test("a gateway's error does not use up the fetch URL", async () => {
  const lrs = new FakeLrs();
  let down = true;
  const session = cmi5(lrs, {}, (url) => (down && url.pathname === "/fetch" ? new Response(null, { status: 502 }) : null));
  await assert.rejects(session.open(), (error) => error instanceof SessionError && !error.final);
  down = false;
  await session.open();
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized"]);
});

test("durations go on over a reload, and a launch that was ended says so", async () => {
  const lrs = new FakeLrs();
  const window = memory();
  const first = cmi5(lrs, {}, () => null, { session: window });
  await first.open();
  first.hide(record({}, { sessionSeconds: 100 }), true);
  const again = cmi5(lrs, {}, () => null, { session: window });
  await again.open();
  await again.close(record({}, { sessionSeconds: 5 }));
  const terminated = lrs.about(ACTIVITY).at(-1);
  assert.equal((terminated?.["result"] as { duration: string }).duration, "PT105S");
  await assert.rejects(cmi5(lrs, {}, () => null, { session: window }).open(), EndedError);
});

test("looking in again after a failure is no second failure", async () => {
  for (const make of [(lrs: FakeLrs) => xapi(lrs), (lrs: FakeLrs) => cmi5(lrs, { masteryScore: 0.5 })]) {
    const lrs = new FakeLrs();
    const failing = record({ score: 0, attempts: 2 }, { passed: false, exhausted: true });
    for (let launch = 0; launch < 2; launch++) {
      lrs.fetches = 0;
      const session = make(lrs);
      await session.open();
      await session.store(failing);
      await session.close(failing);
    }
    const failures = [...lrs.statements.values()].filter((each) => /failed/.test(JSON.stringify(each["verb"])));
    assert.equal(failures.length, 1);
  }
});

test("the mastery score of the launch is handed on, where it is one", async () => {
  const said = [[0.9, 0.9], ["0.75", 0.75], [0, 0], [1, 1], [80, null], [-1, null], [null, null], ["", null]];
  for (const [masteryScore, mastery] of said) {
    for (const launchMode of ["Normal", "Review", "Browse"]) {
      const session = cmi5(new FakeLrs(), { masteryScore, launchMode });
      assert.equal((await session.open()).mastery, mastery);
    }
  }
});

test("with a mastery score too, questions that do not count do not stand before moving on", async () => {
  const lrs = new FakeLrs();
  const session = cmi5(lrs, { masteryScore: 0.8, moveOn: "CompletedAndPassed" });
  await session.open();
  await session.store(record({ completed: true, score: 0.2, attempts: 1 }, { scored: false }));
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "completed", "passed"]);
  const { score } = lrs.about(ACTIVITY)[2]?.["result"] as { score: { scaled: number } };
  assert.equal(score.scaled, 1);
});
