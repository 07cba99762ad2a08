/** A series that one xAPI launch records: what is said of each module and its video. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { TincanSession } from "../src/adapters/xapi.ts";
import type { Fetch } from "../src/adapters/lrsenv.ts";
import type { Content } from "../src/content.ts";
import { SessionError } from "../src/session.ts";
import type { XapiSettings } from "../src/settings.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { NOTHING } from "../src/whole.ts";
import type { Whole } from "../src/whole.ts";
import { wholeSubject } from "../src/wholesubject.ts";
import { ENDPOINT, FakeLrs } from "./fakes/lrs.ts";
import { whole } from "./fakes/page.ts";
import { ACTOR, MODULE, lrsEnv, settings } from "./hosts.ts";
import { answer, isStatement } from "./launches.ts";
import type { Fault } from "./launches.ts";
import { content } from "./sample.ts";
import { REGISTRATION } from "./standings.ts";

const two = ["one", "two"].map((id): Content => ({ ...content, module: { ...content.module, id } }));
const VIDEO = `${MODULE}/one/video/main`;

function launched(contents: readonly Content[] = two, fault: Fault = () => null) {
  const lrs = new FakeLrs();
  const actor = JSON.stringify(ACTOR);
  const launch = new URLSearchParams({
    endpoint: ENDPOINT, auth: "Basic YTpi", actor, registration: REGISTRATION, activity_id: MODULE,
  });
  const own = settings("xapi");
  const part = (id: string): XapiSettings =>
    JSON.parse(JSON.stringify(own.xapi).replaceAll(MODULE, `${MODULE}/${id}`)) as XapiSettings;
  const parts = Object.fromEntries(contents.map(({ module }) => [module.id, part(module.id)]));
  const subject = wholeSubject(contents, 64_000);
  const all = { ...own, ...(own.xapi ? { xapi: { ...own.xapi, video: {} } } : {}), parts };
  const env = lrsEnv(lrs, `?${launch}`);
  const fetch: Fetch = async (url, init) => (await fault(new URL(url), init)) ?? env.fetch(url, init);
  return { lrs, subject, session: new TincanSession(all, subject, { ...env, fetch }) };
}

function first(state: State): Whole {
  return { ...NOTHING, at: "one", modules: { one: state } };
}

const answered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

test("a video is completed once, and before its session ends", async () => {
  const { lrs, subject, session } = launched();
  await session.open();
  const standing = (state: State) => subject.standing(first(state), 5, "one");
  session.note({ kind: "played", at: 0, module: "one" }, standing(freshState(60)));
  const seen = standing({ ...whole, attempts: 0, score: null });
  session.note({ kind: "paused", at: 60, module: "one" }, seen);
  session.note({ kind: "ended", at: 60, module: "one" }, seen);
  session.note({ kind: "left", module: "one" }, seen);
  await answered();
  assert.deepEqual(lrs.verbs(VIDEO), ["initialized", "played", "paused", "completed", "terminated"]);
});

test("answers that do not count give a module no verdict", async () => {
  const practice = two.map((each) => ({ ...each, criteria: { ...each.criteria, questions: null } }));
  const { lrs, subject, session } = launched(practice);
  await session.open();
  await session.store(subject.standing(first({ ...whole, score: 0, completed: true }), 5));
  assert.deepEqual(lrs.verbs(`${MODULE}/one`), ["completed"]);
});

test("a page that goes while its video plays has the video stop first, and once", async () => {
  const { lrs, subject, session } = launched();
  await session.open();
  const standing = subject.standing(first({ ...freshState(60), position: 12 }), 5, "one");
  session.note({ kind: "played", at: 0, module: "one" }, standing);
  session.note({ kind: "left", module: "two" }, subject.standing(first(freshState(60)), 5, "two"));
  session.note({ kind: "left", module: "one" }, standing);
  await session.close(standing);
  assert.deepEqual(lrs.verbs(VIDEO), ["initialized", "played", "paused", "terminated"]);
  const paused = lrs.about(VIDEO)[2]?.["result"] as { extensions: Record<string, unknown> };
  assert.equal(paused.extensions["https://w3id.org/xapi/video/extensions/time"], 12);
});

test("the whole is said to be complete before its modules, and each once", async () => {
  const { lrs, subject, session } = launched();
  await session.open();
  const all = { ...NOTHING, at: "two", modules: { one: { ...whole, completed: true }, two: { ...whole, completed: true } } };
  const standing = subject.standing({ ...all, completed: true }, 5);
  await session.store(standing);
  await session.store(standing);
  const about = [...lrs.statements.values()].map((each) => (each["object"] as { id: string }).id);
  const verdicts = ["one", "one", "two", "two"].map((id) => `${MODULE}/${id}`);
  assert.deepEqual(about.filter((id) => !id.endsWith("/main")).slice(1, 3), [MODULE, MODULE]);
  assert.deepEqual(about.filter((id) => verdicts.includes(id)).sort(), verdicts);
});

test("a statement that the LRS never manages to take keeps back nothing that is said of a module", async () => {
  const { lrs, subject, session } = launched(two, (url, init) => (isStatement(url, init, "played") ? answer(500) : null));
  await session.open();
  const standing = subject.standing(first({ ...whole, completed: true }), 5, "one");
  session.note({ kind: "played", at: 0, module: "one" }, standing);
  await assert.rejects(session.store(standing), SessionError);
  assert.deepEqual(lrs.verbs(`${MODULE}/one`), ["completed", "passed"]);
});
