/** SCORM 2004 packages that are to end with exit `normal` once they are complete (RUNTIME F44). */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Scorm2004Session } from "../src/adapters/scorm2004.ts";
import { createKeeper } from "../src/keeper.ts";
import type { Keeper } from "../src/keeper.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import type { Session, Standing } from "../src/session.ts";
import { Lms, SCORM2004, framed } from "./fakes/lms.ts";
import { FakeEnv, whole } from "./fakes/page.ts";
import { settings } from "./hosts.ts";
import { content } from "./sample.ts";
import { done } from "./standings.ts";

const begun: Standing = { ...done, completed: false, score: null, passed: null, receipt: null };
const STATUS = SCORM2004.status;

const made = (lms: Lms): Session => new Scorm2004Session([content], { exit: "normal" }, framed(SCORM2004, lms));

async function opened(lms: Lms): Promise<Session> {
  const session = made(lms);
  await session.open();
  return session;
}

async function launched(lms: Lms, env: FakeEnv): Promise<Keeper> {
  const keeper = createKeeper(made(lms), moduleSubject(content), settings("scorm2004-4"), env);
  await keeper.open();
  await env.pass(1);
  return keeper;
}

const exits = (lms: Lms): string[] => lms.calls.filter((call) => /exit=|^commit|^finish/.test(call));
const shown = (answer: string) => (lms: Lms) => {
  lms.shows = (name, value) => (name === STATUS ? answer : value);
};

test("a completion that was read back ends by it, after the commit", async () => {
  const lms = new Lms();
  await (await opened(lms)).close(done);
  assert.deepEqual(exits(lms), ["set cmi.exit=suspend", "commit", "commit", "set cmi.exit=normal", "finish"]);
});

test("a page that is hidden goes on; one that goes ends by it, though the browser lets the end alone through", async () => {
  const lms = new Lms();
  const session = await opened(lms);
  await session.store(done);
  session.hide(done, false);
  assert.equal(lms.values.get("cmi.exit"), "suspend");
  lms.saves = () => "false";
  session.hide(done, true);
  assert.deepEqual(exits(lms).slice(-3), ["commit", "set cmi.exit=normal", "finish"]);
});

test("what is not complete, not saved, or not read back is suspended", async () => {
  const faults: [string, Standing, (lms: Lms) => void][] = [
    ["not complete", begun, () => undefined],
    ["not committed", done, (lms) => (lms.saves = () => "false")],
    ["refused", done, (lms) => (lms.refuses = (name) => (name === STATUS ? 351 : 0))],
    ["contradicted", done, shown("incomplete")],
    ["not shown", done, shown("")],
  ];
  for (const [name, standing, fault] of faults) {
    const [gone, closed] = [new Lms(), new Lms()];
    const session = await opened(gone);
    fault(gone);
    await session.store(standing).catch(() => undefined);
    session.hide(standing, true);
    const other = await opened(closed);
    fault(closed);
    await other.close(standing).catch(() => undefined);
    assert.equal(gone.calls.at(-1), "finish", name);
    for (const lms of [gone, closed]) assert.equal(lms.values.get("cmi.exit"), "suspend", name);
  }
});

test("a save that fails after one that was read back makes it suspend", async () => {
  const lms = new Lms();
  const session = await opened(lms);
  await session.store(done);
  lms.saves = () => "false";
  await assert.rejects(session.store({ ...done, text: "sp1.another" }));
  session.hide(done, true);
  assert.equal(lms.values.get("cmi.exit"), "suspend");
});

test("an end that the LMS refuses leaves a session that goes on as suspended", async () => {
  const lms = new Lms();
  const session = await opened(lms);
  lms.finishes = () => "false";
  assert.equal(await session.close(done), "unverifiable");
  await session.store(done);
  assert.equal(lms.committed.get("cmi.exit"), "suspend");
});

test("browsing and reviewing end as they always do", async () => {
  for (const mode of ["browse", "review"]) {
    const lms = new Lms({ "cmi.mode": mode, [STATUS]: "completed" });
    await (await opened(lms)).close(done);
    assert.deepEqual(lms.calls, ["set cmi.exit=suspend", "finish"]);
  }
});

test("the next attempt, which begins empty, has the completion from this browser, and is never incomplete", async () => {
  const env = new FakeEnv();
  const first = new Lms({ [SCORM2004.id]: "ann" });
  const keeper = await launched(first, env);
  keeper.update(whole, "now");
  await env.pass(1);
  await keeper.exit();
  assert.equal(first.values.get("cmi.exit"), "normal");
  const second = new Lms({ [SCORM2004.id]: "ann" });
  await launched(second, env);
  assert.equal(second.committed.get(STATUS), "completed");
  assert.deepEqual(second.calls.filter((call) => call === `set ${STATUS}=incomplete`), []);
});
