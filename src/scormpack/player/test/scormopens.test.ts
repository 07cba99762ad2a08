/** What is read while a SCORM session opens, and whose session it is (RUNTIME F07, F09, F33, F39). */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SessionError } from "../src/session.ts";
import { EDITIONS, Lms, SCORM12, framed } from "./fakes/lms.ts";
import { done } from "./standings.ts";

const begun = { ...done, completed: false, score: null, passed: null, receipt: null };
const raise = (): never => {
  throw new Error("no");
};

for (const edition of EDITIONS) {
  describe(edition.name, () => {
    test("F07: what cannot be read while the session opens is not taken for nothing: it is opened again", async () => {
      const text = "sp1.kept";
      const given = { [edition.id]: "ann", [edition.status]: "completed", "cmi.suspend_data": text };
      const failed = (lms: Lms): string => ((lms.error = 101), "");
      const faults: [string, (lms: Lms) => unknown][] = [[edition.id, () => undefined], [edition.id, failed]];
      for (const name of [edition.id, edition.status, "cmi.suspend_data"]) faults.push([name, raise]);
      for (const name of [edition.status, "cmi.suspend_data"]) faults.push([name, failed]);
      for (const [element, fault] of faults) {
        const lms = new Lms(given);
        let broken = true;
        lms.shows = (name, value) => (broken && name === element ? fault(lms) : ((lms.error = 0), value));
        let started = 0;
        lms.initializes = () => (++started, "true");
        const session = edition.session(framed(edition, lms));
        await assert.rejects(session.open(), SessionError, element);
        assert.deepEqual(lms.calls, []);
        broken = false;
        const found = await session.open();
        assert.deepEqual([found.text, found.completed, found.learner, started], [text, true, "ann", 1]);
      }
    });

    test("F07: an error that stands from before is no failure to read", async () => {
      const lms = new Lms({ [edition.id]: "ann" });
      lms.error = 101;
      assert.equal((await edition.session(framed(edition, lms)).open()).text, null);
    });

    test("F09: an API in which another learner's session runs is given nothing, not even an end", async () => {
      const env = framed(edition, new Lms({ [edition.id]: "ann" }));
      const session = edition.session(env);
      await session.open();
      const other = new Lms({ [edition.id]: "bob" });
      Object.assign(env.frame, { [edition.api]: other.api(edition) });
      await assert.rejects(session.store(done), (error) => error instanceof SessionError && error.final);
      session.hide(done, true);
      await assert.rejects(session.close(done), SessionError);
      assert.deepEqual(other.calls, []);
    });

    test("F09: an API that serves another launch is given nothing, whether it is another object or the same", async () => {
      for (const element of [edition.id, "cmi.launch_data"]) {
        const lms = new Lms({ [edition.id]: "ann", "cmi.launch_data": "this" });
        const session = edition.session(framed(edition, lms));
        await session.open();
        await session.store(begun);
        lms.values.set(element, "another");
        lms.calls.length = 0;
        const parted = { final: true, person: element === edition.id };
        await assert.rejects(session.store(done), parted);
        session.hide(done, true);
        assert.deepEqual(lms.calls, [], element);
      }
    });

    test("F09: a new API that holds a completion is not given less", async () => {
      const env = framed(edition, new Lms());
      const session = edition.session(env);
      await session.open();
      await session.store(begun);
      const newer = new Lms({ [edition.status]: "completed" });
      Object.assign(env.frame, { [edition.api]: newer.api(edition) });
      await session.store(begun);
      assert.equal(newer.committed.get(edition.status), "completed");
    });

    test("F33: where the status cannot be read, a session that goes on lowers nothing", async () => {
      for (const given of [{ "cmi.suspend_data": "null" }, { [edition.exit.replace("exit", "entry")]: "resume" }]) {
        const lms = new Lms({ [edition.id]: "ann", ...given });
        lms.shows = (name, value) => (name === edition.status ? "" : value);
        const session = edition.session(framed(edition, lms));
        await session.open();
        await session.store(begun);
        assert.equal(lms.committed.get(edition.status), undefined);
      }
    });
  });
}

test("F39: in 1.2 looking completes nothing, also where the LMS completes what was not attempted", async () => {
  for (const given of [{ [SCORM12.mode]: "browse" }, { [SCORM12.mode]: "review" }, { [SCORM12.credit]: "no-credit" }]) {
    const lms = new Lms({ [SCORM12.status]: "not attempted", ...given });
    // Moodle's LMSFinish.
    lms.finishes = () => {
      if (lms.values.get(SCORM12.status) === "not attempted") lms.values.set(SCORM12.status, "completed");
      return "true";
    };
    const session = SCORM12.session(framed(SCORM12, lms));
    await session.open();
    await session.close(done);
    assert.equal(lms.values.get(SCORM12.status), "incomplete");
  }
});
