/** SCORM LMSs that refuse, forget or hesitate: what else there is to write is still written. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { EndedError, SessionError } from "../src/session.ts";
import type { Session } from "../src/session.ts";
import { EDITIONS, Lms, framed } from "./fakes/lms.ts";
import { done } from "./standings.ts";

for (const edition of EDITIONS) {
  const open = async (lms: Lms): Promise<Session> => {
    const session = edition.session(framed(edition, lms));
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
      const given = framed(edition, first);
      const session = edition.session(given);
      await session.open();
      first.saves = () => "false";
      await assert.rejects(session.store(done), SessionError);
      first.values.set(edition.status, "incomplete");
      await assert.rejects(session.store(done), SessionError);
      assert.equal(first.values.get(edition.status), "completed");
      const second = new Lms({ [edition.status]: "incomplete" });
      Object.assign(given.frame, { [edition.api]: second.api(edition) });
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
    const session = edition.session(framed(edition, lms));
    await assert.rejects(session.open(), (error) => error instanceof EndedError && error.final === final);
  }
});
