/** cmi5 and xAPI where the network or the launch is not as it should be. */

import { moduleSubject } from "../src/modulesubject.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Cmi5Session } from "../src/adapters/cmi5.ts";
import { TincanSession } from "../src/adapters/xapi.ts";
import { decode } from "../src/bookmark.ts";
import { addRange, newPlayed, ranges } from "../src/progress.ts";
import { EndedError, SessionError } from "../src/session.ts";
import { ENDPOINT, FakeLrs } from "./fakes/lrs.ts";
import { ACTIVITY, ACTOR, MODULE, lrsEnv, memory, settings } from "./hosts.ts";
import { cmi5, launchData, xapi } from "./launches.ts";
import { content } from "./sample.ts";
import { record } from "./standings.ts";

test("a launch without a registration goes on with that of its own package alone", async () => {
  const lrs = new FakeLrs();
  const local = memory();
  const query = new URLSearchParams({ endpoint: ENDPOINT, auth: "Basic YTpi", actor: JSON.stringify(ACTOR) });
  const launched = (name: string): TincanSession => {
    const env = { ...lrsEnv(lrs, `?${query}`), local };
    return new TincanSession({ ...settings("xapi"), package: name }, moduleSubject(content), env);
  };
  const done = record({ completed: true, score: 1 }, { passed: true });
  const briefing = launched("Sbriefing");
  await briefing.open();
  await briefing.close(done);
  assert.equal((await launched("Sbriefing").open()).completed, true);
  const other = await launched("Sinservice").open();
  assert.deepEqual([other.completed, other.text], [false, null]);
});

test("a registration that the browser made up ends 180 days after it was last used: the next enrolment is another", async () => {
  const lrs = new FakeLrs();
  const local = memory();
  const day = 24 * 3600 * 1000;
  let time = Date.parse("2026-11-24T09:00:00Z");
  const launched = () => xapi(lrs, () => null, { local, now: () => new Date(time), query: { registration: "" } });
  const first = launched();
  await first.open();
  await first.close(record({ completed: true }));
  const completed: boolean[] = [];
  for (const days of [180, 180, 181]) {
    time += days * day;
    completed.push((await launched().open()).completed);
  }
  assert.deepEqual(completed, [true, true, false]);
});

test("what is launched is what the launch calls it, and completed is asked for and told of that", async () => {
  const id = "https://lms.example.org/activity/9";
  const lrs = new FakeLrs();
  const done = record({ completed: true, score: 1, attempts: 1 }, { passed: true });
  const session = xapi(lrs, () => null, { query: { activity_id: id } });
  assert.equal((await session.open()).completed, false);
  session.note({ kind: "answered", question: "one", response: ["a"], correct: true, attempt: 1, seconds: 1 }, done);
  await session.close(done);
  assert.deepEqual(lrs.verbs(id), ["initialized", "completed", "passed", "terminated"]);
  assert.deepEqual(lrs.verbs(MODULE), []);
  assert.equal(lrs.about(`${MODULE}/question`).length, 1);
  assert.equal((await xapi(lrs, () => null, { query: { activity_id: id } }).open()).completed, true);
});

test("a launch that names no activity and no registration, but has their names, is one without", async () => {
  const lrs = new FakeLrs();
  await xapi(lrs, () => null, { query: { activity_id: "", registration: "" } }).open();
  const [initialized] = lrs.about(MODULE);
  assert.match(String((initialized?.["context"] as { registration?: string }).registration), /^[0-9a-f-]{36}$/);
});

test("a reload goes on with the token and the verbs of its session", async () => {
  const lrs = new FakeLrs();
  launchData(lrs, { launchMode: "Normal", moveOn: "Completed" });
  const window = memory();
  const first = cmi5(lrs, null, () => null, { session: window });
  await first.open();
  await first.store(record({ completed: true }));
  first.hide(record({ completed: true }), true);
  const again = cmi5(lrs, null, () => null, { session: window });
  assert.equal((await again.open()).completed, true);
  await again.store(record({ completed: true }));
  await again.close(record({ completed: true }));
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "completed", "terminated"]);
  assert.equal(lrs.fetches, 1);
  await assert.rejects(cmi5(lrs, null, () => null, { session: window }).open(), (error) => error instanceof SessionError && error.final);
});

test("a fetch URL that was used before is told as a reload that ended recording", async () => {
  const lrs = new FakeLrs();
  lrs.fetches = 1;
  await assert.rejects(cmi5(lrs, null).open(), (error) => error instanceof EndedError && error.final);
});

test("the context template is kept, and categories stand behind its own", async () => {
  const lrs = new FakeLrs();
  const own = { id: "https://lms.example.org/category" };
  const grouping = [{ id: MODULE }];
  launchData(lrs, {
    contextTemplate: { contextActivities: { category: [own], grouping }, extensions: { "https://x": 1 } },
    masteryScore: 0.6,
    moveOn: "CompletedAndPassed",
  });
  const session = cmi5(lrs, null);
  await session.open();
  await session.store(record({ completed: true, score: 0.6 }, { passed: true }));
  for (const statement of lrs.about(ACTIVITY)) {
    const context = statement["context"] as Record<string, Record<string, unknown>>;
    const category = (context["contextActivities"]?.["category"] as { id: string }[]).map(({ id }) => id);
    const result = (statement["result"] ?? {}) as Record<string, unknown>;
    const moving = "success" in result || "completion" in result;
    assert.equal(category[0], own.id);
    assert.match(category[1] ?? "", /cmi5$/);
    assert.equal(category.length, moving ? 3 : 2);
    assert.deepEqual(context["contextActivities"]?.["grouping"], grouping);
    const mastery = context["extensions"]?.["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"];
    assert.equal(mastery, "success" in result ? 0.6 : undefined);
  }
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "completed", "passed"]);
});

test("failed is said at Exit, or when no attempt is left, once", async () => {
  for (const exhausted of [false, true]) {
    const lrs = new FakeLrs();
    launchData(lrs, { masteryScore: 0.5, moveOn: "CompletedAndPassed" });
    const session = cmi5(lrs, null);
    await session.open();
    const failing = record({ score: 0.4, attempts: 1 }, { passed: false, exhausted });
    await session.store(failing);
    assert.equal(lrs.verbs(ACTIVITY).includes("failed"), exhausted);
    await session.close(failing);
    assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "failed", "terminated"]);
  }
});

test("a score that a failed verdict may not have is left out of it", async () => {
  const lrs = new FakeLrs();
  launchData(lrs, { masteryScore: 0.7, moveOn: "CompletedAndPassed" });
  const session = cmi5(lrs, null);
  await session.open();
  await session.close(record({ score: 0.75, attempts: 2 }, { passed: false, exhausted: true }));
  const failed = lrs.about(ACTIVITY).find((each) => JSON.stringify(each["verb"]).includes("failed"));
  const { success, score } = failed?.["result"] as { success: boolean; score?: unknown };
  assert.deepEqual([success, score], [false, undefined]);
});

test("a later launch issues nothing that its registration holds", async () => {
  const lrs = new FakeLrs();
  launchData(lrs, { moveOn: "CompletedAndPassed" });
  const done = record({ completed: true, score: 1 }, { passed: true });
  const first = cmi5(lrs, null);
  await first.open();
  await first.store(done);
  lrs.fetches = 0;
  const second = cmi5(lrs, null);
  assert.equal((await second.open()).completed, true);
  await second.close(done);
  const verbs = ["initialized", "completed", "passed", "initialized", "terminated"];
  assert.deepEqual(lrs.verbs(ACTIVITY), verbs);
});

test("an answer lost on the way is looked up, not sent twice", async () => {
  const lrs = new FakeLrs();
  const session = xapi(lrs);
  await session.open();
  lrs.silent = 1;
  assert.equal(await session.store(record({ completed: true })), "confirmed");
  assert.deepEqual(lrs.verbs(MODULE), ["initialized", "completed"]);
});

test("what another device wrote meanwhile is merged", async () => {
  const lrs = new FakeLrs();
  const [here, there] = [xapi(lrs), xapi(lrs)];
  await here.open();
  await there.open();
  await there.store(record({ played: addRange(newPlayed(60), 60, 0, 20), acknowledged: ["card"] }));
  await here.store(record({ played: addRange(newPlayed(60), 60, 20, 40) }));
  const merged = decode((await xapi(lrs).open()).text, content);
  assert.deepEqual(merged && ranges(merged.played, 60), [[0, 40]]);
  assert.deepEqual(merged?.acknowledged, ["card"]);
});

test("what another device wrote is handed on once, and what this one wrote is not", async () => {
  for (const tags of [true, false]) {
    const lrs = new FakeLrs();
    lrs.tags = tags;
    const [here, there] = [xapi(lrs), xapi(lrs)];
    await here.open();
    await here.store(record({ position: 1 }));
    await there.open();
    const theirs = record({ position: 9, acknowledged: ["card"] });
    await there.store(theirs);
    await here.store(record({ position: 2 }));
    assert.equal(here.theirs, theirs.text);
    await here.store(record({ position: 3, acknowledged: ["card"] }));
    assert.equal(here.theirs, null);
    assert.deepEqual(decode((await xapi(lrs).open()).text, content)?.acknowledged, ["card"]);
  }
});

test("video statements carry what the profile asks for", async () => {
  const lrs = new FakeLrs();
  const session = xapi(lrs);
  await session.open();
  const played = record({ played: addRange(newPlayed(60), 60, 0, 12.5), position: 12.5 });
  session.note({ kind: "played", at: 0 }, played);
  session.note({ kind: "seeked", from: 4.12345, to: 9 }, played);
  session.note({ kind: "interacted", at: 3, what: { speed: "2x", captions: true } }, played);
  await session.close(played);
  const video = lrs.about(`${MODULE}/video/main`);
  const verbs = lrs.verbs(`${MODULE}/video/main`);
  assert.deepEqual(verbs, ["initialized", "played", "seeked", "interacted", "paused", "terminated"]);
  const x = "https://w3id.org/xapi/video/extensions/";
  const extensions = (at: number, part: string): Record<string, unknown> =>
    (video[at]?.[part] as { extensions: Record<string, unknown> }).extensions;
  assert.deepEqual(extensions(2, "result"), { [`${x}time-from`]: 4.123, [`${x}time-to`]: 9 });
  assert.equal(extensions(3, "context")[`${x}speed`], "2x");
  assert.equal(extensions(3, "context")[`${x}cc-subtitle-enabled`], true);
  assert.equal(extensions(4, "result")[`${x}played-segments`], "0.000[.]12.500");
  for (const at of [1, 2, 3, 4, 5]) {
    assert.equal(extensions(at, "context")[`${x}session-id`], video[0]?.["id"]);
  }
});

test("launches of old LMSs are understood", async () => {
  const lrs = new FakeLrs();
  const account = [{ accountServiceHomePage: "https://lms.example.org", accountName: "ann" }];
  const person = { objectType: ["Person"], name: ["Ann"], account };
  const session = xapi(lrs, () => null, {
    query: { endpoint: ENDPOINT.slice(0, -1), actor: JSON.stringify(person) },
  });
  await session.open();
  const [statement] = lrs.about(MODULE);
  const named = { homePage: "https://lms.example.org", name: "ann" };
  assert.deepEqual(statement?.["actor"], { objectType: "Agent", name: "Ann", account: named });
});

test("a page that nobody launched says so for good", async () => {
  const env = lrsEnv(new FakeLrs(), "");
  const final = (error: unknown): boolean => error instanceof SessionError && error.final;
  await assert.rejects(new TincanSession(settings("xapi"), moduleSubject(content), env).open(), final);
  await assert.rejects(new Cmi5Session(settings("cmi5"), moduleSubject(content), env).open(), final);
});
