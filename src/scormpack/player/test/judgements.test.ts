/** Verdicts that come late, and scores that nobody knows. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { SessionError } from "../src/session.ts";
import { FakeLrs } from "./fakes/lrs.ts";
import { Lms, SCORM2004, framed } from "./fakes/lms.ts";
import { ACTIVITY, MODULE, memory } from "./hosts.ts";
import { answer, cmi5, isStatement, xapi } from "./launches.ts";
import type { Fault } from "./launches.ts";
import { done, record } from "./standings.ts";

const failed = record({ score: 0, attempts: 1 }, { passed: false });
const passed = record({ completed: true, score: 1, attempts: 2 }, { passed: true });
const judged = /passed|failed/;

/** Exit is refused once, after the verdict. */
function unended(): Fault {
  let refusals = 1;
  return (url, init) => (isStatement(url, init, "terminated") && refusals-- > 0 ? answer(503) : null);
}

test("cmi5: a pass after a session was sent as failed is not called saved; the next session sends it", async () => {
  const lrs = new FakeLrs();
  const data = { masteryScore: 0.5, moveOn: "CompletedAndPassed" };
  const session = cmi5(lrs, data, unended());
  await session.open();
  await assert.rejects(session.close(failed), SessionError);
  const refused = (error: unknown): boolean => error instanceof SessionError && error.final;
  await assert.rejects(session.store(passed), refused);
  assert.deepEqual(lrs.verbs(ACTIVITY).filter((verb) => judged.test(verb)), ["failed"]);
  lrs.fetches = 0;
  const next = cmi5(lrs, data);
  await next.open();
  assert.equal(await next.store(passed), "confirmed");
  assert.deepEqual(lrs.verbs(ACTIVITY).filter((verb) => judged.test(verb)), ["failed", "passed"]);
});

test("cmi5: a pass told only at Exit, after the session was sent as failed, is not called saved", async () => {
  const lrs = new FakeLrs();
  const session = cmi5(lrs, {}, unended());
  await session.open();
  await assert.rejects(session.close(failed), SessionError);
  await assert.rejects(session.close(passed), (error) => error instanceof SessionError && error.final);
  assert.equal(lrs.verbs(ACTIVITY).at(-1), "terminated");
});

test("cmi5: a session sent as failed goes on after a reload, where another device has passed meanwhile", async () => {
  const lrs = new FakeLrs();
  const window = memory();
  const session = cmi5(lrs, {}, unended(), { session: window });
  await session.open();
  await assert.rejects(session.close(failed), SessionError);
  lrs.fetches = 0;
  const other = cmi5(lrs);
  await other.open();
  await other.store(passed);
  const again = cmi5(lrs, null, () => null, { session: window });
  await again.open();
  assert.equal(await again.store(passed), "confirmed");
  assert.deepEqual(lrs.verbs(ACTIVITY).filter((verb) => judged.test(verb)), ["failed", "passed"]);
});

test("xAPI: a pass after an exit that failed is sent in the same session, and the failure once", async () => {
  const lrs = new FakeLrs();
  const session = xapi(lrs, unended());
  await session.open();
  await assert.rejects(session.close(failed), SessionError);
  assert.equal(await session.store(passed), "confirmed");
  await session.close(passed);
  assert.deepEqual(lrs.verbs(MODULE).filter((verb) => judged.test(verb)), ["failed", "passed"]);
});

test("cmi5: a pass of which only the completion is known has no score that nobody has seen", async () => {
  const lrs = new FakeLrs();
  const session = cmi5(lrs, { masteryScore: 0.8, moveOn: "CompletedAndPassed" });
  await session.open();
  await session.store(record({ completed: true }));
  const pass = lrs.about(ACTIVITY).at(-1);
  assert.match(JSON.stringify(pass?.["verb"]), /passed/);
  const { success, score } = pass?.["result"] as { success: boolean; score?: unknown };
  assert.deepEqual([success, score], [true, undefined]);
});

test("2004: a failure is not passed by a completion whose score nobody knows", async () => {
  const known = { "cmi.completion_status": "completed", "cmi.success_status": "failed" };
  for (const [scored, success] of [[true, "failed"], [false, "passed"]] as const) {
    const lms = new Lms(known);
    const session = SCORM2004.session(framed(SCORM2004, lms));
    await session.open();
    await session.store({ ...done, scored, score: null, passed: null });
    assert.equal(lms.values.get("cmi.success_status"), success);
  }
});
