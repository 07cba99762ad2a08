/** The keeper around SCORM sessions whose LMS is late, fails, goes, or is asked for nothing (RUNTIME, fault cases). */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { encode } from "../src/bookmark.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import type { LearnerEvent, State } from "../src/state.ts";
import { EDITIONS } from "./fakes/lms.ts";
import { FakeEnv, half, whole } from "./fakes/page.ts";
import { content } from "./sample.ts";
import { launched, lmsOf, opened } from "./scormlaunches.ts";

const answered: LearnerEvent = { kind: "answered", question: "one", response: ["a"], correct: true, seconds: 4, attempt: 1 };

const text = "cmi.suspend_data";

for (const edition of EDITIONS) {
  describe(edition.name, () => {
    for (const seconds of [0.5, 3, 20, 45]) {
      test(`F01: an API that appears after ${seconds} s gets at once what was done before`, async () => {
        const lms = lmsOf(edition);
        const { keeper, env, frame, told, late } = launched(edition, lms, new FakeEnv(), null);
        const opening = keeper.open();
        await env.pass(0.4);
        keeper.note(answered);
        keeper.update(whole, "now");
        env.after(seconds * 1000, () => (frame[edition.api] = lms.api(edition)));
        await env.pass(3);
        await opening;
        await env.pass(seconds);
        // It may have been given up in between, and is looked for again in half a minute at most.
        await env.pass(seconds < 30 ? 1 : 31);
        assert.equal(lms.committed.get(edition.status), "completed");
        assert.equal(told.at(-1)?.kind, "saved");
        assert.ok(lms.values.has("cmi.interactions.0.id"), "the answer");
        assert.equal(late.length, seconds < 3 ? 0 : 1);
      });
    }

    test("F07: calls that throw for a while leave the record unsaved, and then saved", async () => {
      const lms = lmsOf(edition);
      const { keeper, env, told } = await opened(edition, lms);
      lms.refuses = () => {
        throw new Error("no");
      };
      keeper.update(whole, "now");
      await env.pass(10);
      assert.equal(told.at(-1)?.kind, "not-saved");
      assert.equal(env.guarded, true);
      lms.refuses = () => 0;
      await env.pass(30);
      assert.deepEqual([told.at(-1)?.kind, lms.committed.get(edition.status)], ["saved", "completed"]);
    });

    test("F09: an API that goes and comes back as another object gets all of it; where it does not, the next launch", async () => {
      for (const back of [true, false]) {
        const lms = lmsOf(edition);
        const { keeper, env, frame, told } = await opened(edition, lms);
        delete frame[edition.api];
        keeper.update(whole, "now");
        await env.pass(60);
        assert.equal(told.at(-1)?.kind, "not-saved");
        const fresh = lmsOf(edition);
        if (back) frame[edition.api] = fresh.api(edition);
        await env.pass(31);
        assert.equal(told.at(-1)?.kind, back ? "saved" : "not-saved");
        env.page?.leaving();
        if (!back) await opened(edition, fresh, env);
        assert.equal(fresh.committed.get(edition.status), "completed");
      }
    });

    test("F11: a commit that fails for ever is said to, and replayed at the next launch", async () => {
      const lms = lmsOf(edition);
      const { keeper, env, told } = await opened(edition, lms);
      lms.saves = () => "false";
      const before = told.length;
      keeper.update(whole, "now");
      await env.pass(600);
      assert.equal(told.at(-1)?.kind, "not-saved");
      assert.deepEqual([...new Set(told.slice(before).map(({ kind }) => kind))], ["saving", "not-saved"]);
      env.page?.leaving();
      const next = lmsOf(edition);
      await opened(edition, next, env);
      assert.equal(next.committed.get(edition.status), "completed");
    });

    test("F14: what an LMS took and did not store is there after the next launch", async () => {
      const lms = lmsOf(edition);
      const { keeper, env, told } = await opened(edition, lms);
      keeper.update(whole, "now");
      await env.pass(0);
      assert.equal(told.at(-1)?.kind, "saved");
      assert.equal((await keeper.exit()).kind, "saved");
      const next = lmsOf(edition);
      await opened(edition, next, env);
      assert.equal(next.committed.get(edition.status), "completed");
    });

    test("F19, F24, F25: what was done is there when the page is hidden, and when it was killed", async () => {
      const lms = lmsOf(edition);
      const { keeper, env } = await opened(edition, lms);
      keeper.update(half, "routine");
      env.page?.hidden();
      const hidden = moduleSubject(content).decode(lms.committed.get(text) ?? null);
      assert.equal(Math.round(hidden?.position ?? 0), 30);
      assert.ok(!lms.calls.includes("finish"));
      // Ten minutes in the background, and on it goes.
      await env.pass(600);
      keeper.update(whole, "now");
      await env.pass(0);
      assert.equal(lms.committed.get(edition.status), "completed");
      env.page?.leaving();
      assert.equal(lms.calls.filter((call) => call === "finish").length, 1);
    });

    test("F28: two hours asleep are not two hours of work, whether the clock goes on or stands", async () => {
      for (const asleep of [7200, 0]) {
        const lms = lmsOf(edition);
        const { keeper, env } = await opened(edition, lms);
        await env.pass(30);
        env.clock.steady = ((before) => () => before() + asleep)(env.clock.steady);
        keeper.update(whole, "now");
        await env.pass(0);
        const time = lms.committed.get(edition.prefix === "" ? "cmi.session_time" : "cmi.core.session_time") ?? "";
        const [hours, minutes, seconds] = [...time.matchAll(/[\d.]+/g)].map(([figure]) => Number(figure));
        assert.ok((hours ?? 9) === 0 && (minutes ?? 9) * 60 + (seconds ?? 0) <= 31 + 90, time);
      }
    });

    test("F30: a reload that ended the session says so, and the next launch goes on where it was", async () => {
      const lms = lmsOf(edition);
      let begun = false;
      lms.initializes = () => {
        if (!begun) return ((begun = true), "true");
        lms.error = edition.prefix === "" ? 104 : 101;
        return "false";
      };
      const { keeper, env, frame } = await opened(edition, lms);
      keeper.update({ ...half, answers: { one: ["a"] } }, "now");
      env.page?.leaving();
      // What a session that is over answers.
      lms.refuses = () => lms.error;
      lms.shows = () => "";
      env.reloaded = true;
      const reloaded = launched(edition, lms, env, frame[edition.api]);
      const opening = reloaded.keeper.open();
      await env.pass(3);
      await opening;
      assert.deepEqual(reloaded.told.at(-1), { kind: "not-recording", why: "ended" });
      assert.deepEqual((await opening).state.answers, { one: ["a"] });
      reloaded.keeper.update(whole, "now");
      await env.pass(60);
      assert.ok(!reloaded.told.some(({ kind }) => kind === "saved" || kind === "sent"));
      reloaded.env.page?.leaving();
      // The page has said that it records nothing; the browser keeps it all the same.
      const next = lmsOf(edition, Object.fromEntries(lms.committed));
      await opened(edition, next, env);
      assert.equal(next.committed.get(edition.status), "completed");
    });

    test("F35: data are believed whatever entry says, and an LMS that says nothing of mode and credit records", async () => {
      for (const entry of ["", "ab-initio", "resume"]) {
        const given = { "cmi.entry": entry, "cmi.core.entry": entry, [edition.mode]: "", [edition.credit]: "" };
        const lms = lmsOf(edition, { ...given, [text]: encode(half, content) });
        const page = launched(edition, lms);
        const opening = await page.keeper.open();
        assert.deepEqual([opening.resumed, Math.round(opening.state.position)], [true, 30]);
        page.keeper.update(whole, "now");
        await page.env.pass(1);
        assert.equal(lms.committed.get(edition.status), "completed");
        const empty = lmsOf(edition, given);
        assert.equal((await launched(edition, empty).keeper.open()).resumed, false);
      }
    });

    test("F37: a relaunch of what is complete lowers nothing, whatever is done in it", async () => {
      const lms = lmsOf(edition);
      const first = await opened(edition, lms);
      first.keeper.update(whole, "now");
      await first.env.pass(0);
      first.env.page?.leaving();
      lms.calls.length = 0;
      const again = await opened(edition, lms);
      const lower: State = { ...half, attempts: 2, score: 0, completed: false };
      again.keeper.update(lower, "now");
      await again.env.pass(0);
      await again.keeper.exit();
      assert.deepEqual([lms.committed.get(edition.status), lms.committed.get(edition.raw)], ["completed", "100"]);
      const statuses = lms.calls.filter((call) => /status|raw/.test(call));
      assert.ok(statuses.every((call) => /=(completed|passed|100)$/.test(call)), statuses.join());
    });

    test("F39: review, browse and no credit are given nothing that would satisfy, late or not", async () => {
      for (const [mode, credit] of [["review", ""], ["browse", "no-credit"], ["normal", "no-credit"]] as const) {
        for (const late of [false, true]) {
          const lms = lmsOf(edition, { [edition.mode]: mode, [edition.credit]: credit });
          const page = launched(edition, lms, new FakeEnv(), late ? null : undefined);
          const opening = page.keeper.open();
          page.keeper.note(answered);
          page.keeper.update(whole, "now");
          await page.env.pass(4);
          page.frame[edition.api] ??= lms.api(edition);
          await opening;
          await page.env.pass(2);
          page.keeper.update(whole, "now");
          page.keeper.note(answered);
          page.env.page?.hidden();
          await page.env.pass(60);
          page.env.page?.leaving();
          const exits = new RegExp(`^(set ${edition.exit.replaceAll(".", "\\.")}=|commit|finish)`);
          assert.deepEqual(lms.calls.filter((call) => !exits.test(call)), []);
          assert.equal(lms.calls.at(-1), "finish");
        }
      }
    });
  });
}
