/** SCORM APIs that fail, throw, vanish or answer strangely (RUNTIME, fault cases). */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ScormEnv } from "../src/adapters/scormenv.ts";
import { EndedError, SessionError } from "../src/session.ts";
import type { Session } from "../src/session.ts";
import { EDITIONS, Lms, SCORM2004, framed } from "./fakes/lms.ts";
import { done } from "./standings.ts";

for (const edition of EDITIONS) {
  const [get, set, commit] = [`${edition.prefix}GetValue`, `${edition.prefix}SetValue`, `${edition.prefix}Commit`];
  const [initialize, finish] = edition.prefix === "" ? ["Initialize", "Terminate"] : ["LMSInitialize", "LMSFinish"];
  const placed = (lms: Lms): { env: ScormEnv; frame: Record<string, unknown>; api: Record<string, unknown> } => {
    const env = framed(edition, lms);
    const frame = env.frame as unknown as Record<string, unknown>;
    return { env, frame, api: frame[edition.api] as Record<string, unknown> };
  };
  const open = async (env: ScormEnv): Promise<Session> => {
    const session = edition.session(env);
    await session.open();
    return session;
  };
  const raise = (): never => {
    throw new Error("no");
  };

  describe(edition.name, () => {
    test("F06: an Initialize that throws or is false is tried three times", async () => {
      for (const answer of [() => "false", raise]) {
        const lms = new Lms();
        let tries = 0;
        lms.initializes = () => (++tries, answer());
        await assert.rejects(open(placed(lms).env), SessionError);
        assert.equal(tries, 3);
        lms.initializes = () => (++tries < 6 ? answer() : "true");
        assert.equal(await (await open(placed(lms).env)).store(done), "confirmed");
      }
    });

    test("F06: one that says it runs already goes on, whatever error is left standing", async () => {
      const lms = new Lms({ [edition.id]: "ann" });
      lms.initializes = () => ((lms.error = edition === SCORM2004 ? 103 : 101), "false");
      assert.equal(await (await open(placed(lms).env)).store(done), "confirmed");
    });

    test("F07: whichever method throws or is gone, nothing is called saved, and it is written once it is back", async () => {
      for (const method of [get, set, commit]) {
        for (const broken of [raise, () => undefined, undefined]) {
          const lms = new Lms();
          const { env, api } = placed(lms);
          const session = await open(env);
          const sound = api[method];
          api[method] = broken;
          const stored = await session.store(done).catch((error: unknown) => error);
          // Without a word from Commit, reading back decides.
          if (method !== commit) assert.notEqual(stored, "confirmed", method);
          api[method] = sound;
          assert.equal(await session.store(done), "confirmed", method);
          assert.equal(lms.committed.get(edition.status), "completed");
        }
      }
    });

    test("F08: every way to say yes is understood, also saying nothing", async () => {
      for (const yes of ["true", "TRUE", true, 1, "1", undefined, null]) {
        const lms = new Lms();
        lms.yes = yes;
        lms.initializes = () => yes ?? "true";
        lms.saves = () => (lms.committed.set(edition.status, lms.values.get(edition.status) ?? ""), yes);
        const { env } = placed(lms);
        const session = await open(env);
        assert.equal(await session.store(done), "confirmed", String(yes));
        assert.equal(lms.committed.get(edition.status), "completed");
        // Write-only elements cannot be read back, and are not left half written.
        assert.equal(lms.values.get("cmi.interactions.0.result"), "neutral", String(yes));
      }
    });

    test("F08: numbers for strings, null for nothing, and objects without a text", async () => {
      const lms = new Lms();
      lms.shows = (_, value) => (value === "" ? null : /^\d+(\.\d+)?$/.test(value) ? Number(value) : value);
      assert.equal(await (await open(placed(lms).env)).store(done), "confirmed");
      const strange = new Lms();
      strange.shows = () => Object.create(null) as unknown;
      assert.equal(await (await open(placed(strange).env)).store(done), "unverifiable");
    });

    test("F08: what scripts make of no value is none", async () => {
      for (const nothing of ["null", "undefined"]) {
        const lms = new Lms({ [edition.id]: nothing, "cmi.suspend_data": nothing, [edition.mode]: nothing, [edition.status]: nothing });
        const { env } = placed(lms);
        const found = await edition.session(env).open();
        assert.deepEqual([found.text, found.learner, found.mode, found.completed], [null, "", "normal", false]);
      }
    });

    test("F09: an API that has gone is no longer believed, and the one that comes back is used", async () => {
      const lms = new Lms();
      const { env, frame, api } = placed(lms);
      const session = await open(env);
      delete frame[edition.api];
      await assert.rejects(session.store(done), SessionError);
      assert.equal(lms.values.get(edition.status), undefined);
      const back = new Lms();
      let started = 0;
      back.initializes = () => (++started, "true");
      frame[edition.api] = back.api(edition);
      assert.equal(await session.store(done), "confirmed");
      assert.deepEqual([started, back.committed.get(edition.status)], [1, "completed"]);
      frame[edition.api] = api;
      assert.equal(await session.store(done), "confirmed");
      assert.equal(lms.committed.get(edition.status), "completed");
    });

    test("F09: a new API that starts no session is tried again, not written to", async () => {
      const { env, frame } = placed(new Lms());
      const session = await open(env);
      const back = new Lms();
      back.initializes = () => "false";
      frame[edition.api] = back.api(edition);
      await assert.rejects(session.store(done), SessionError);
      assert.deepEqual(back.calls, []);
      back.initializes = () => "true";
      assert.equal(await session.store(done), "confirmed");
    });

    test("F10: what waits for a commit that fails is not lost, nor written twice", async () => {
      const lms = new Lms();
      const { env } = placed(lms);
      const session = await open(env);
      session.note(
        { kind: "answered", question: "one", response: ["a"], correct: true, seconds: 1, attempt: 1 }, done,
      );
      let saves = 0;
      // The completion is committed, then the answers are not.
      lms.saves = () => (++saves === 2 ? "false" : "true");
      await assert.rejects(session.store(done), SessionError);
      assert.equal(lms.committed.get(edition.status), "completed");
      assert.equal(await session.store(done), "confirmed");
      const ids = [0, 1, 2].map((at) => lms.committed.get(`cmi.interactions.${at}.id`));
      assert.deepEqual(ids, ["one", "receipt", undefined]);
    });

    test("F16: what the LMS lacks is asked for once; what it must hold is written", async () => {
      for (const code of edition === SCORM2004 ? [401, 402] : [401, 201]) {
        const lms = new Lms();
        const lacking = /location|session_time|exit|score\.(min|max)|progress|success|interactions|suspend_data/;
        const read: string[] = [];
        lms.refuses = (name) => (lacking.test(name) ? code : 0);
        lms.shows = (name, value) => {
          if (!lacking.test(name)) return value;
          read.push(name);
          lms.error = code;
          return "";
        };
        const session = await open(placed(lms).env);
        await session.store(done);
        await session.store({ ...done, position: 2, sessionSeconds: 9 });
        assert.deepEqual(read, [...new Set(read)]);
        assert.equal(lms.committed.get(edition.status), "completed");
        const asked = lms.calls.map((call) => call.replace(/=.*/, "")).filter((call) => lacking.test(call));
        assert.deepEqual(asked, [...new Set(asked)]);
      }
    });

    test("F16: code 403 of SCORM 2004 is no value yet, and asked again", async () => {
      const lms = new Lms();
      lms.shows = (_, value) => ((lms.error = value === "" ? 403 : 0), value);
      // Left standing by an API whose SetValue says no for another reason.
      let early = true;
      lms.refuses = (name) => (early && /suspend_data|location/.test(name) ? 403 : 0);
      const session = await open(placed(lms).env);
      await assert.rejects(session.store(done), SessionError);
      early = false;
      assert.equal(await session.store({ ...done, position: 2 }), "confirmed");
      assert.equal(lms.committed.get("cmi.suspend_data"), done.text);
      assert.ok([...lms.committed.keys()].some((name) => name.endsWith("location")));
    });

    test("F17: an old status or bookmark after a yes is found, and written again", async () => {
      for (const element of [edition.status, "cmi.suspend_data", ...(edition === SCORM2004 ? ["cmi.score.scaled"] : [edition.raw])]) {
        const lms = new Lms();
        let deaf = true;
        const old = element === edition.status ? "incomplete" : "7";
        lms.shows = (name, value) => (deaf && name === element ? old : value);
        const session = await open(placed(lms).env);
        await assert.rejects(session.store({ ...done, score: 0.9 }), SessionError, element);
        deaf = false;
        lms.values.delete(element);
        assert.equal(await session.store({ ...done, score: 0.9 }), "confirmed", element);
        assert.equal(lms.committed.has(element), true);
      }
    });

    test("F17: a score that cannot be read back is not called saved", async () => {
      const lms = new Lms();
      const scores = [edition.raw, "cmi.score.scaled"];
      lms.shows = (name, value) => (scores.includes(name) ? "" : value);
      assert.equal(await (await open(placed(lms).env)).store(done), "unverifiable");
    });

    test("F18: nothing follows the end, and it comes once", async () => {
      const lms = new Lms();
      const session = await open(placed(lms).env);
      await session.close(done);
      const before = [...lms.calls];
      await assert.rejects(session.store(done), (error) => error instanceof SessionError && error.final);
      session.hide(done, true);
      await assert.rejects(session.close(done), SessionError);
      assert.deepEqual(lms.calls, before);
      assert.equal(before.filter((call) => call === "finish").length, 1);
      assert.equal(before.at(-1), "finish");
    });

    test("F18: a page that goes while a request waits ends the session once, and nothing follows", async () => {
      for (const [waiting, nth] of [["saves", 1], ["saves", 2], ["finishes", 1]] as const) {
        const lms = new Lms();
        const session = await open(placed(lms).env);
        let times = 0;
        lms[waiting] = () => {
          if (++times === nth) session.hide(done, true);
          return "true";
        };
        await session.close(done).catch(() => undefined);
        assert.equal(lms.calls.indexOf("finish"), lms.calls.length - 1, `${waiting} ${nth}`);
        assert.equal(lms.committed.get(edition.status), "completed");
      }
    });

    test("F18: an end that the LMS does not take is not called saved", async () => {
      const lms = new Lms();
      lms.finishes = () => "false";
      assert.equal(await (await open(placed(lms).env)).close(done), "unverifiable");
    });

    test("F23: whatever is banned while the page goes, the end is told", async () => {
      const lms = new Lms();
      const { env, api } = placed(lms);
      const session = await open(env);
      for (const method of [set, get, commit]) api[method] = raise;
      session.hide(done, true);
      assert.equal(lms.calls.at(-1), "finish");
      api[finish] = raise;
      (await open(placed(new Lms()).env)).hide(done, true);
    });

    test("F20: a frame that is being removed finds no API, and uses the one that it had", async () => {
      const lms = new Lms();
      const { env, frame } = placed(lms);
      const session = await open(env);
      delete frame[edition.api];
      session.hide(done, true);
      assert.deepEqual([lms.committed.get(edition.status), lms.calls.at(-1)], ["completed", "finish"]);
    });

    test("F30: where a reload ended the session nothing is called saved", async () => {
      const lms = new Lms({ [edition.id]: "ann" });
      lms.shows = () => ((lms.error = edition === SCORM2004 ? 123 : 101), "");
      lms.initializes = () => ((lms.error = edition === SCORM2004 ? 104 : 101), "false");
      await assert.rejects(open(placed(lms).env), EndedError);
    });

    test("F08: an error that stands from before is none of a Commit without a word", async () => {
      const lms = new Lms();
      const { env, api } = placed(lms);
      const session = await open(env);
      api[commit] = () => void (lms.error = 401);
      assert.equal(await session.store(done), "confirmed");
      api[commit] = () => void (lms.error = edition === SCORM2004 ? 391 : 101);
      await assert.rejects(session.store(done), SessionError);
    });

    test(`${initialize} is all that is called before the record is read`, async () => {
      const lms = new Lms();
      await open(placed(lms).env);
      assert.deepEqual(lms.calls, [`set ${edition.exit}=suspend`]);
    });
  });
}
