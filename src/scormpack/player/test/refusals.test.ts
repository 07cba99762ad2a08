/** SCORM LMSs that refuse, forget or hesitate: what else there is to write is still written. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Scorm12Session } from "../src/adapters/scorm12.ts";
import { Scorm2004Session } from "../src/adapters/scorm2004.ts";
import type { ScormEnv } from "../src/adapters/scormlink.ts";
import { EndedError, SessionError } from "../src/session.ts";
import type { Session, Standing } from "../src/session.ts";
import { content } from "./sample.ts";

const done: Standing = {
  text: "sp1.a.bookmark.long.enough", position: 1, progress: 1, watched: true, completed: true, score: 0.5, passed: true,
  exhausted: false, segments: [], sessionSeconds: 1, totalSeconds: 1, receipt: null, objectives: [],
};

interface Edition {
  readonly name: string;
  readonly api: string;
  readonly prefix: string;
  readonly status: string;
  readonly raw: string;
  readonly id: string;
  session(env: ScormEnv): Session;
}

const EDITIONS: readonly Edition[] = [
  {
    name: "scorm12", api: "API", prefix: "LMS", status: "cmi.core.lesson_status", raw: "cmi.core.score.raw",
    id: "cmi.core.student_id", session: (env) => new Scorm12Session([content], env),
  },
  {
    name: "scorm2004", api: "API_1484_11", prefix: "", status: "cmi.completion_status", raw: "cmi.score.raw",
    id: "cmi.learner_id", session: (env) => new Scorm2004Session([content], env),
  },
];

/** An LMS that keeps what it is given, and of it what was committed. */
class Lms {
  readonly values: Map<string, string>;
  readonly committed = new Map<string, string>();
  error = 0;
  refuses: (element: string) => number = () => 0;
  initializes: () => unknown = () => "true";
  saves: () => unknown = () => "true";
  shows: (element: string, value: string) => string = (_, value) => value;

  constructor(given: Readonly<Record<string, string>> = {}) {
    this.values = new Map(Object.entries(given));
  }

  api({ prefix }: Edition): Record<string, unknown> {
    const [finish, initialize] = prefix === "" ? ["Terminate", "Initialize"] : ["LMSFinish", "LMSInitialize"];
    return {
      [initialize]: () => this.initializes(),
      [finish]: () => "true",
      [`${prefix}GetValue`]: (name: string) => this.shows(name, this.values.get(name) ?? ""),
      [`${prefix}SetValue`]: (name: string, value: string) => {
        this.error = this.refuses(name);
        if (this.error === 0) this.values.set(name, value);
        return String(this.error === 0);
      },
      [`${prefix}Commit`]: () => {
        const answer = this.saves();
        if (answer === "true") for (const [name, value] of this.values) this.committed.set(name, value);
        return answer;
      },
      [`${prefix}GetLastError`]: () => String(this.error),
    };
  }
}

for (const edition of EDITIONS) {
  const env = (frame: Record<string, unknown>): ScormEnv => ({
    frame: frame as unknown as ScormEnv["frame"],
    wait: () => Promise.resolve(),
    now: () => new Date(0),
  });
  const frame = (lms: Lms): Record<string, unknown> => ({ [edition.api]: lms.api(edition), parent: null, opener: null });
  const open = async (lms: Lms): Promise<Session> => {
    const session = edition.session(env(frame(lms)));
    await session.open();
    return session;
  };

  describe(edition.name, () => {
    test("a refused score or bookmark does not keep the completion from being committed", async () => {
      for (const refused of [edition.raw, "cmi.suspend_data"]) {
        const lms = new Lms();
        lms.refuses = (name) => (name === refused ? 405 : 0);
        const session = await open(lms);
        await assert.rejects(session.store(done), SessionError);
        assert.equal(lms.committed.get(edition.status), "completed");
      }
    });

    test("an element that the LMS lacks does not either; a status that it lacks is told", async () => {
      const lms = new Lms();
      lms.refuses = (name) => (name === edition.raw ? 401 : 0);
      assert.equal(await (await open(lms)).store(done), "confirmed");
      lms.refuses = (name) => (name === edition.status ? 401 : 0);
      lms.values.clear();
      const session = await open(lms);
      await assert.rejects(session.store(done), SessionError);
      lms.refuses = () => 0;
      assert.equal(await session.store(done), "confirmed");
      assert.equal(lms.committed.get(edition.status), "completed");
    });

    test("a completion that a failed commit lost is written again, also to a new API", async () => {
      const first = new Lms();
      const given = frame(first);
      const session = edition.session(env(given));
      await session.open();
      first.saves = () => "false";
      await assert.rejects(session.store(done), SessionError);
      first.values.set(edition.status, "incomplete");
      await assert.rejects(session.store(done), SessionError);
      assert.equal(first.values.get(edition.status), "completed");
      const second = new Lms({ [edition.status]: "incomplete" });
      given[edition.api] = second.api(edition);
      await assert.rejects(session.store(done), SessionError);
      assert.equal(await session.store(done), "confirmed");
      assert.equal(second.committed.get(edition.status), "completed");
    });

    test("a bookmark cut short is not called saved, and nothing is written again and again", async () => {
      const lms = new Lms();
      lms.shows = (name, value) => (name === "cmi.suspend_data" ? value.slice(0, 9) : value);
      assert.equal(await (await open(lms)).store(done), "unverifiable");
    });

    test("an Initialize that fails once with a general error is tried again", async () => {
      const lms = new Lms();
      lms.error = 101;
      let tries = 0;
      lms.initializes = () => (++tries < 2 ? "false" : ((lms.error = 0), "true"));
      const session = await open(lms);
      assert.equal(await session.store(done), "confirmed");
    });

    test("an Initialize without a clear answer counts where the learner can be read", async () => {
      const lms = new Lms({ [edition.id]: "ann" });
      lms.initializes = () => undefined;
      const session = await open(lms);
      assert.equal(await session.store(done), "confirmed");
      const deaf = new Lms();
      deaf.initializes = () => undefined;
      await assert.rejects(open(deaf), SessionError);
    });
  });
}

test("only where the code has no other meaning is a reload over for good", async () => {
  for (const [edition, code, final] of [[EDITIONS[0], 101, false], [EDITIONS[1], 104, true]] as const) {
    assert.ok(edition);
    const lms = new Lms();
    lms.error = code;
    lms.initializes = () => "false";
    const frame = { [edition.api]: lms.api(edition), parent: null, opener: null };
    const session = edition.session({ frame, wait: () => Promise.resolve(), now: () => new Date(0) });
    await assert.rejects(session.open(), (error) => error instanceof EndedError && error.final === final);
  }
});
