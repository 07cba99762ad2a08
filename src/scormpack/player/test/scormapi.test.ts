import assert from "node:assert/strict";
import { test } from "node:test";
import { BROKEN, asText, awaitApi, callApi, errorCode, findApi, truth } from "../src/adapters/scormapi.ts";
import type { Frame } from "../src/adapters/scormapi.ts";
import { ScormLink } from "../src/adapters/scormlink.ts";
import type { Dialect } from "../src/adapters/scormenv.ts";
import { Scorm12Session, timespan } from "../src/adapters/scorm12.ts";
import { interval, timestamp } from "../src/adapters/scorm2004values.ts";
import { EndedError, SessionError } from "../src/session.ts";
import { content } from "./sample.ts";

const api = { LMSInitialize: () => "true" };
const find = (start: unknown): unknown => findApi(start as Frame, "API", "LMSInitialize");

function nested(levels: number, top: object): object {
  return levels === 0 ? top : { parent: nested(levels - 1, top), opener: null };
}

test("found in the window, and up to twenty parents up", () => {
  for (const levels of [0, 1, 7, 20]) {
    assert.equal(find(nested(levels, { API: api, parent: null, opener: null })), api);
  }
});

test("found through the opener, and the opener's parents and opener", () => {
  const lms = { API: api, parent: null, opener: null };
  const inFrame = nested(2, lms);
  assert.equal(find({ parent: null, opener: inFrame }), api);
  assert.equal(find(nested(3, { parent: null, opener: { parent: null, opener: inFrame } })), api);
});

test("a chain that loops or that never ends is left", () => {
  const loop: Record<string, unknown> = { opener: null };
  loop["parent"] = { parent: loop, opener: null };
  assert.equal(find(loop), null);
  const endless = (): object => ({ opener: null, get parent() { return endless(); } });
  assert.equal(find(endless()), null);
});

test("a window that throws is skipped", () => {
  const foreign = { get API(): never { throw new Error("cross-origin"); }, parent: null, opener: null };
  foreign.opener = { API: api, parent: null, opener: null } as never;
  assert.equal(find({ parent: foreign, opener: null }), api);
  assert.equal(find({ parent: { get parent(): never { throw new Error("gone"); } }, opener: null }), null);
});

test("an object without the function is no API", () => {
  assert.equal(find({ API: {}, API_1484_11: { Initialize: () => "true" }, parent: null, opener: null }), null);
});

test("it is waited for, and given up after 30 s", async () => {
  let waited = 0;
  const wait = (milliseconds: number): Promise<void> => Promise.resolve(void (waited += milliseconds));
  assert.equal(await awaitApi(() => (waited >= 20_000 ? api : null), wait), api);
  await assert.rejects(awaitApi(() => null, wait), SessionError);
});

test("answers of all kinds are made plain", () => {
  assert.deepEqual([true, "true", "TRUE", " True ", 1, "1"].map(truth), Array(6).fill(true));
  assert.deepEqual([false, "false", 0, "0"].map(truth), Array(4).fill(false));
  assert.deepEqual([undefined, null, "", "ok", {}].map(truth), Array(5).fill(null));
  assert.deepEqual(["0", 0, "101", 101, "", null, "x"].map(errorCode), [0, 0, 101, 101, 0, 0, 0]);
  for (const broken of [callApi({ f: () => { throw new Error(); } }, "f"), callApi({}, "f")]) {
    assert.deepEqual([broken, asText(broken), truth(broken), errorCode(broken)], [BROKEN, "", null, 0]);
  }
});

test("times are written as each standard wants them, whatever the number", () => {
  assert.deepEqual([0, 12.345, 3661.5, 59.999].map(timespan), [
    "0000:00:00.00", "0000:00:12.35", "0001:01:01.50", "0000:01:00.00",
  ]);
  assert.equal(timespan(1e12), "9999:59:59.99");
  assert.deepEqual([Number.NaN, -1].map(timespan), ["0000:00:00.00", "0000:00:00.00"]);
  assert.deepEqual([0, 12.345, 3661.5].map(interval), ["PT0H0M0S", "PT0H0M12.35S", "PT1H1M1.5S"]);
  assert.equal(timestamp(new Date("2026-11-24T09:10:11.987Z")), "2026-11-24T09:10:11.98Z");
});

/** A lenient API with answers given by name. */
function linked(answers: Record<string, (...args: string[]) => unknown>) {
  const whole = {
    LMSInitialize: () => "true",
    LMSGetValue: () => "",
    LMSSetValue: () => "true",
    LMSCommit: () => "true",
    LMSGetLastError: () => "0",
    LMSFinish: () => "true",
    ...answers,
  };
  const frame = { API: whole, parent: null, opener: null };
  return { frame, wait: () => Promise.resolve(), now: () => new Date(0) };
}

const dialect: Dialect = {
  api: "API",
  initialize: "LMSInitialize",
  terminate: "LMSFinish",
  get: "LMSGetValue",
  set: "LMSSetValue",
  commit: "LMSCommit",
  shown: [],
  lastError: "LMSGetLastError",
  unsupported: [401],
  failed: [101],
  running: [101],
  over: [101],
  probe: "cmi.core.student_id",
};

test("an element that the LMS lacks is not asked for again", async () => {
  const asked: string[] = [];
  const set = (name = ""): string => (asked.push(name), "false");
  const link = await ScormLink.open(dialect, linked({ LMSSetValue: set, LMSGetLastError: () => "401" }));
  link.set("cmi.x", "1");
  link.set("cmi.x", "2");
  assert.deepEqual(asked, ["cmi.x"]);
});

test("an unclear answer is read back", async () => {
  const values = new Map([["cmi.core.student_id", "ann"]]);
  const set = (name = "", value = ""): undefined => void values.set(name, value);
  const get = (name = ""): unknown => values.get(name);
  const link = await ScormLink.open(dialect, linked({ LMSSetValue: set, LMSGetValue: get }));
  link.set("cmi.x", "1");
  const deaf = await ScormLink.open(dialect, linked({ LMSSetValue: () => undefined }));
  deaf.set("cmi.x", "1");
  assert.throws(() => deaf.commit(), SessionError);
});

test("initialised already goes on; over for good says so; else three tries", async () => {
  let error = "101";
  const again = { LMSInitialize: () => "false", LMSGetLastError: () => error };
  const ended = (final: boolean) => (thrown: unknown): boolean => thrown instanceof EndedError && thrown.final === final;
  await assert.rejects(ScormLink.open(dialect, linked(again)), ended(false));
  await assert.rejects(ScormLink.open({ ...dialect, running: [] }, linked(again)), ended(true));
  const running = { ...again, LMSGetValue: () => ((error = "0"), "ann") };
  await ScormLink.open(dialect, linked(running));
  let tries = 0;
  const late = { LMSInitialize: () => (++tries < 3 ? "false" : "true") };
  await ScormLink.open(dialect, linked(late));
  assert.equal(tries, 3);
  await assert.rejects(ScormLink.open(dialect, linked({ LMSInitialize: () => "false" })), SessionError);
});

const record = {
  text: "sp1.x", position: 1, progress: 1, watched: true, completed: true, scored: false, score: null, passed: null,
  exhausted: false, segments: [], sessionSeconds: 1, totalSeconds: 1, receipt: null, objectives: [],
} as const;

test("an LMS that says true and keeps the old value is found out", async () => {
  const values = new Map([["cmi.suspend_data", "old"]]);
  const session = new Scorm12Session([content], linked({ LMSGetValue: (name = "") => values.get(name) ?? "" }));
  await session.open();
  await assert.rejects(session.store(record), SessionError);
});

test("an LMS that reads nothing back is never believed", async () => {
  const session = new Scorm12Session([content], linked({}));
  await session.open();
  assert.equal(await session.store(record), "unverifiable");
});

test("a new API object in the place of the old one is initialised and used", async () => {
  const env = linked({});
  const session = new Scorm12Session([content], env);
  await session.open();
  (env.frame.API as Record<string, unknown>)["LMSSetValue"] = undefined;
  let initialized = 0;
  const values = new Map<string, string>();
  const next = {
    LMSInitialize: () => (initialized++, "true"),
    LMSGetValue: (name: string) => values.get(name) ?? "",
    LMSSetValue: (name: string, value: string) => (values.set(name, value), "true"),
    LMSCommit: () => "true",
    LMSGetLastError: () => "0",
    LMSFinish: () => "true",
  };
  (env.frame as { API: unknown }).API = next;
  assert.equal(await session.store(record), "confirmed");
  assert.equal(initialized, 1);
  assert.equal(values.get("cmi.core.lesson_status"), "completed");
});
