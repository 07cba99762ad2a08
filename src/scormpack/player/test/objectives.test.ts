/** Objectives in SCORM: found by id, added where missing, never lowered, and of no harm where there are none. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Scorm12Session } from "../src/adapters/scorm12.ts";
import { Scorm2004Session } from "../src/adapters/scorm2004.ts";
import type { ScormApi } from "../src/adapters/scormapi.ts";
import type { Content } from "../src/content.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import { SessionError } from "../src/session.ts";
import type { Objective, Session, Standing } from "../src/session.ts";
import { Kept } from "./fakes/strict.ts";
import { strict12 } from "./fakes/strict12.ts";
import { strict2004 } from "./fakes/strict2004.ts";
import { whole } from "./fakes/page.ts";
import { content } from "./sample.ts";
import { record } from "./standings.ts";

type Wrap = (api: ScormApi) => ScormApi;

function frame(name: string, api: ScormApi) {
  const window = { [name]: api, parent: null, opener: null };
  return { frame: window, wait: () => Promise.resolve(), now: () => new Date(0) };
}

async function open12(kept: Kept, wrap: Wrap = (api) => api): Promise<Session> {
  const session = new Scorm12Session([content], frame("API", wrap(strict12(kept))));
  await session.open();
  return session;
}

async function open2004(kept: Kept, wrap: Wrap = (api) => api): Promise<Session> {
  const session = new Scorm2004Session([content], {}, frame("API_1484_11", wrap(strict2004(kept))));
  await session.open();
  return session;
}

const begun: Objective = { id: "one", completed: false, passed: null, score: null, progress: 0.5 };
const done: Objective = { id: "two", completed: true, passed: true, score: 0.756789, progress: 1 };
const failed: Objective = { id: "three", completed: false, passed: false, score: 0.2, progress: 1 };

function standing(...objectives: Objective[]): Standing {
  return record({ position: 3 }, { objectives });
}

function objectives(kept: Kept): Record<string, string> {
  const found = [...kept.values].filter(([name]) => name.startsWith("cmi.objectives."));
  return Object.fromEntries(found.map(([name, value]) => [name.slice("cmi.objectives.".length), value]));
}

test("1.2 writes status and score of each", async () => {
  const kept = new Kept();
  await (await open12(kept)).store(standing(begun, done, failed));
  assert.deepEqual(objectives(kept), {
    "0.id": "one", "0.status": "incomplete",
    "1.id": "two", "1.score.raw": "75.68", "1.score.min": "0", "1.score.max": "100", "1.status": "passed",
    "2.id": "three", "2.score.raw": "20", "2.score.min": "0", "2.score.max": "100", "2.status": "failed",
  });
  assert.deepEqual(kept.faults, []);
});

test("2004 writes score, success, completion and progress of each", async () => {
  const kept = new Kept();
  await (await open2004(kept)).store(standing(begun, done, failed));
  assert.deepEqual(objectives(kept), {
    "0.id": "one", "0.completion_status": "incomplete", "0.progress_measure": "0.5",
    "1.id": "two", "1.score.scaled": "0.7568", "1.success_status": "passed", "1.completion_status": "completed",
    "1.progress_measure": "1",
    "2.id": "three", "2.score.scaled": "0.2", "2.success_status": "failed", "2.completion_status": "incomplete",
    "2.progress_measure": "0.99",
  });
  assert.deepEqual(kept.faults, []);
});

for (const [name, open, low, high] of [
  ["1.2", open12, { status: "incomplete" }, { status: "completed", "score.raw": "90" }],
  [
    "2004",
    open2004,
    { completion_status: "incomplete", progress_measure: "0.1" },
    { completion_status: "completed", success_status: "passed", "score.scaled": "0.9", progress_measure: "1" },
  ],
] as const) {
  describe(name, () => {
    const given = (kept: Kept, at: number, id: string, fields: Readonly<Record<string, string>>): void => {
      for (const [field, value] of Object.entries({ id, ...fields })) kept.values.set(`cmi.objectives.${at}.${field}`, value);
    };

    test("those of the manifest are found by id, whatever their order", async () => {
      const kept = new Kept();
      given(kept, 0, "two", low);
      given(kept, 1, "one", low);
      await (await open(kept)).store(standing(done, begun));
      const after = objectives(kept);
      assert.deepEqual([after["0.id"], after["1.id"], after["2.id"]], ["two", "one", undefined]);
      assert.ok(Object.values(after).includes(name === "1.2" ? "passed" : "completed"));
      assert.deepEqual(kept.faults, []);
    });

    test("what the LMS holds as done is read at a launch of several modules", async () => {
      const kept = new Kept();
      given(kept, 0, "two", high);
      given(kept, 1, "one", low);
      const session = (...contents: Content[]): Session =>
        name === "1.2"
          ? new Scorm12Session(contents, frame("API", strict12(kept)))
          : new Scorm2004Session(contents, {}, frame("API_1484_11", strict2004(kept)));
      assert.deepEqual((await session(content, content).open()).objectives, ["two"]);
      assert.equal((await session(content).open()).objectives, undefined);
      assert.deepEqual(kept.faults, []);
    });

    test("nothing that is there is lowered", async () => {
      const kept = new Kept();
      given(kept, 0, "one", high);
      const before = objectives(kept);
      const session = await open(kept);
      await session.store(standing({ ...begun, score: 0.1 }));
      await session.store(standing({ ...begun, score: 0.2, progress: 0.6 }));
      const after = objectives(kept);
      for (const [field, value] of Object.entries(before)) assert.equal(after[field], value, field);
      assert.deepEqual(kept.faults, []);
    });

    test("a later session raises what an earlier one wrote, in its place", async () => {
      const kept = new Kept();
      await (await open(kept)).close(standing(begun));
      await (await open(kept)).close(standing({ ...begun, completed: true, passed: true, progress: 1 }));
      const after = objectives(kept);
      assert.equal(after["1.id"], undefined);
      assert.equal(after[name === "1.2" ? "0.status" : "0.success_status"], "passed");
      assert.deepEqual(kept.faults, []);
    });

    test("an id that the standard does not allow is made one that it does", async () => {
      const kept = new Kept();
      await (await open(kept)).store(standing({ ...begun, id: "https://example.org/a b" }));
      assert.equal(objectives(kept)["0.id"], name === "1.2" ? "https___example_org_a_b" : "https://example.org/a_b");
      assert.deepEqual(kept.faults, []);
    });

    test("an LMS without objectives stores the rest, and is asked once", async () => {
      const kept = new Kept();
      let asked = 0;
      const lacking: Wrap = (api) => {
        const without = (method: string, answer: string) => (element: string, value: string) => {
          if (!element.startsWith("cmi.objectives")) return (api[method] as (...args: string[]) => unknown)(element, value);
          asked++;
          return answer;
        };
        const prefix = name === "1.2" ? "LMS" : "";
        return {
          ...api,
          [`${prefix}GetValue`]: without(`${prefix}GetValue`, ""),
          [`${prefix}SetValue`]: without(`${prefix}SetValue`, "false"),
        };
      };
      const session = await open(kept, lacking);
      assert.equal(await session.store(standing(begun, done)), "confirmed");
      assert.equal(await session.store(standing(done)), "confirmed");
      assert.deepEqual([asked, objectives(kept), kept.faults], [1, {}, []]);
    });

    test("after a commit that failed they are written again, also where the LMS forgot them", async () => {
      const kept = new Kept();
      const session = await open(kept);
      kept.failing = 1;
      await assert.rejects(session.store(standing(done)), SessionError);
      for (const element of [...kept.values.keys()]) if (element.startsWith("cmi.objectives.")) kept.values.delete(element);
      await session.store(standing(done));
      assert.equal(objectives(kept)["0.id"], "two");
      assert.equal(objectives(kept)[name === "1.2" ? "0.status" : "0.success_status"], "passed");
      assert.deepEqual(kept.faults, []);
    });
  });
}

test("one module has an objective only where its settings name one, satisfied once it is complete", () => {
  const objective = (change: object): unknown => moduleSubject(content, { objective: "unit-sample" }).standing({ ...whole, ...change }, 1).objectives;
  assert.deepEqual(moduleSubject(content).standing(whole, 1).objectives, []);
  assert.deepEqual(objective({}), [{ id: "unit-sample", completed: false, passed: null, score: 1, progress: 1 }]);
  assert.deepEqual(objective({ completed: true }), [{ id: "unit-sample", completed: true, passed: true, score: 1, progress: 1 }]);
});

test("2004: an objective that the manifest declares and the LMS refuses or forgets makes no save; 1.2 declares none", async () => {
  for (const [name, open, state] of [["1.2", open12, "0.status"], ["2004", open2004, "0.success_status"]] as const) {
    const method = name === "1.2" ? "LMSSetValue" : "SetValue";
    const element = `cmi.objectives.${state}`;
    const refusing = (answer: string): Wrap => (api) => ({
      ...api,
      [method]: (...args: string[]) => (args[0] === element ? answer : (api[method] as (...args: string[]) => unknown)(...args)),
    });
    for (const answer of ["false", "true"]) {
      const kept = new Kept();
      const stored = await (await open(kept, refusing(answer))).store(standing(done));
      assert.equal(stored, name === "1.2" ? "confirmed" : "unverifiable", answer);
      assert.equal(objectives(kept)[name === "1.2" ? "0.score.max" : "0.completion_status"], name === "1.2" ? "100" : "completed");
    }
  }
});
