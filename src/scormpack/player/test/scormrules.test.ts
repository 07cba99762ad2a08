/** What a SCORM session writes, when and in which order (RUNTIME, lifecycle rules 1 and 2; F37 to F45). */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Content } from "../src/content.ts";
import type { Session, Standing } from "../src/session.ts";
import { EDITIONS, Lms, SCORM12, SCORM2004, framed } from "./fakes/lms.ts";
import type { Edition } from "./fakes/lms.ts";
import { Kept } from "./fakes/strict.ts";
import { strict12 } from "./fakes/strict12.ts";
import { strict2004 } from "./fakes/strict2004.ts";
import { content } from "./sample.ts";
import { done } from "./standings.ts";

const begun: Standing = { ...done, completed: false, score: null, passed: null, progress: 0.5, watched: false, receipt: null };
const unscored: Content = { ...content, questions: null, criteria: { ...content.criteria, questions: null } };

async function opened(edition: Edition, lms: Lms, module = content): Promise<Session> {
  const session = edition.session(framed(edition, lms), module);
  await session.open();
  return session;
}

test("1.2 writes a completion from score to receipt, and commits what matters first", async () => {
  const lms = new Lms();
  const session = await opened(SCORM12, lms);
  assert.deepEqual(lms.calls.splice(0), ["set cmi.core.exit=suspend"]);
  assert.equal(await session.store(done), "confirmed");
  assert.deepEqual(lms.calls, [
    "set cmi.core.score.raw=50", "set cmi.core.score.min=0", "set cmi.core.score.max=100",
    "set cmi.core.lesson_status=completed",
    "set cmi.suspend_data=sp1.a.bookmark.long.enough",
    "set cmi.core.lesson_location=1.0", "set cmi.core.session_time=0000:00:01.00", "set cmi.core.exit=",
    "commit",
    "set cmi.interactions.0.id=receipt", `set cmi.interactions.0.time=${new Date(0).toTimeString().slice(0, 8)}`,
    "set cmi.interactions.0.type=fill-in", `set cmi.interactions.0.student_response=${done.receipt}`,
    "set cmi.interactions.0.result=neutral",
    "commit",
  ]);
});

test("2004 writes a completion from score to receipt, and commits what matters first", async () => {
  const lms = new Lms();
  const session = await opened(SCORM2004, lms);
  assert.deepEqual(lms.calls.splice(0), ["set cmi.exit=suspend"]);
  assert.equal(await session.store(done), "confirmed");
  assert.deepEqual(lms.calls, [
    "set cmi.score.min=0", "set cmi.score.max=100", "set cmi.score.raw=50", "set cmi.score.scaled=0.5",
    "set cmi.progress_measure=1", "set cmi.success_status=passed", "set cmi.completion_status=completed",
    "set cmi.suspend_data=sp1.a.bookmark.long.enough",
    "set cmi.location=1.0", "set cmi.session_time=PT0H0M1S",
    "commit",
    "set cmi.interactions.0.id=receipt", "set cmi.interactions.0.type=fill-in",
    "set cmi.interactions.0.timestamp=1970-01-01T00:00:00.00Z",
    `set cmi.interactions.0.learner_response=${done.receipt}`, "set cmi.interactions.0.result=neutral",
    "commit",
  ]);
});

for (const edition of EDITIONS) {
  const { status } = edition;
  const sets = (lms: Lms, element: string): string[] =>
    lms.calls.filter((call) => call.startsWith(`set ${element}=`)).map((call) => call.slice(`set ${element}=`.length));
  const scores = (lms: Lms): string[] => lms.calls.filter((call) => /^set cmi\.(core\.)?score/.test(call));

  describe(edition.name, () => {
    test("incomplete is written where nothing says more, and where an earlier status cannot be read it is not", async () => {
      for (const [given, written] of [
        [{}, ["incomplete"]],
        [{ [status]: "not attempted" }, ["incomplete"]],
        [{ [status]: "unknown", "cmi.suspend_data": "old" }, ["incomplete"]],
        // Open edX answers "" though it holds "completed".
        [{ [status]: "", "cmi.suspend_data": "old" }, []],
        [{ [status]: "completed" }, []],
      ] as const) {
        const lms = new Lms(given);
        await (await opened(edition, lms)).store(begun);
        assert.deepEqual(sets(lms, status), written, JSON.stringify(given));
      }
    });

    test("no score comes before completion, unless the questions are failed for good", async () => {
      const lms = new Lms();
      const session = await opened(edition, lms);
      await session.store(begun);
      await session.store({ ...begun, score: 0, passed: false });
      assert.deepEqual(scores(lms), []);
      await session.store({ ...begun, score: 0, passed: false, exhausted: true });
      assert.equal(lms.values.get(edition.raw), "0");
    });

    test("what is not scored gets full marks once complete; what is, none that is not known", async () => {
      const plain = new Lms();
      await (await opened(edition, plain, unscored)).store({ ...done, scored: false, score: null, passed: null });
      assert.equal(plain.values.get(edition.raw), "100");
      const lost = new Lms({ [status]: "completed" });
      await (await opened(edition, lost)).store({ ...done, score: null, passed: null });
      assert.deepEqual(scores(lost), []);
    });

    test("a relaunch of what is complete lowers nothing and writes no second receipt", async () => {
      const given = { [status]: "completed", [edition.raw]: "80", "cmi.success_status": "passed", "cmi.score.scaled": "0.8" };
      const lms = new Lms(given);
      const session = await opened(edition, lms);
      await session.store({ ...done, score: 0.3 });
      await session.store(begun);
      await session.close({ ...begun, exhausted: true, passed: false, score: 0 });
      for (const [element, value] of Object.entries(given)) assert.equal(lms.values.get(element), value, element);
      assert.equal(lms.values.get("cmi.interactions.0.id"), undefined);
    });

    test("browsing, reviewing and no credit write exit and the end alone", async () => {
      for (const [mode, credit] of [["browse", ""], ["review", "credit"], ["Review ", ""], ["normal", "no-credit"]] as const) {
        const lms = new Lms({ [edition.mode]: mode, [edition.credit]: credit });
        const session = await opened(edition, lms);
        await session.store(done);
        session.hide(done, false);
        await session.close(done);
        assert.deepEqual(lms.calls, [`set ${edition.exit}=suspend`, "finish"], mode);
      }
    });

    test("an empty mode is normal, and with credit", async () => {
      const lms = new Lms();
      assert.equal(await (await opened(edition, lms)).store(done), "confirmed");
    });

    test("a value of another's scale is none", async () => {
      const lms = new Lms({ [edition.raw]: "250", "cmi.score.scaled": "85", "cmi.progress_measure": "60" });
      assert.equal(await (await opened(edition, lms)).store(done), "confirmed");
      assert.equal(lms.values.get(edition.raw), "50");
      assert.equal(lms.values.get("cmi.progress_measure") ?? "1", edition === SCORM2004 ? "1" : "60");
    });

    test("numbers with a comma are read", async () => {
      const lms = new Lms();
      lms.shows = (_, value) => (/^\d+\.\d+$/.test(value) ? value.replace(".", ",") : value);
      assert.equal(await (await opened(edition, lms)).store({ ...done, score: 1 / 3 }), "confirmed");
    });

    test("the receipt comes once, with the completion, and an LMS without interactions loses it alone", async () => {
      const lms = new Lms();
      const session = await opened(edition, lms);
      await session.store(begun);
      await session.store(done);
      await session.store({ ...done, receipt: "another" });
      assert.equal(lms.calls.filter((call) => call.endsWith("=receipt")).length, 1);
      const poor = new Lms();
      poor.shows = (name, value) => (name.startsWith("cmi.interactions") ? "" : value);
      poor.refuses = (name) => (name.startsWith("cmi.interactions") ? 401 : 0);
      assert.equal(await (await opened(edition, poor)).store(done), "confirmed");
      assert.equal(poor.committed.get(status), "completed");
    });
  });
}

test("2004: the receipt that is in the list is not written again", async () => {
  const lms = new Lms({ "cmi.interactions.0.id": "receipt", "cmi.interactions.0.type": "fill-in" });
  await (await opened(SCORM2004, lms)).store(done);
  assert.equal(lms.values.get("cmi.interactions.1.id"), undefined);
  const question = new Lms({ "cmi.interactions.0.id": "receipt", "cmi.interactions.0.type": "choice" });
  await (await opened(SCORM2004, question)).store(done);
  assert.equal(question.values.get("cmi.interactions.1.id"), "receipt");
});

test("1.2: no score passes or fails by itself before completion; 2004 keeps the two apart", async () => {
  const passed = { ...begun, score: 1, passed: true };
  const one = new Lms();
  await (await opened(SCORM12, one)).store(passed);
  assert.equal(one.values.get("cmi.core.score.raw"), undefined);
  const four = new Lms();
  await (await opened(SCORM2004, four)).store(passed);
  const told = ["cmi.score.scaled", "cmi.success_status", "cmi.completion_status"].map((name) => four.values.get(name));
  assert.deepEqual(told, ["1", "passed", "incomplete"]);
});

test("the table of statuses", async () => {
  const rows: [Partial<Standing>, string, string, string | undefined][] = [
    [{}, "incomplete", "incomplete", undefined],
    [{ passed: false, score: 0.2 }, "incomplete", "incomplete", undefined],
    [{ passed: true, score: 1 }, "incomplete", "incomplete", "passed"],
    [{ passed: false, score: 0.2, exhausted: true }, "failed", "incomplete", "failed"],
    [{ completed: true, passed: true, score: 1 }, "completed", "completed", "passed"],
    [{ completed: true }, "completed", "completed", "passed"],
    // A completion that was stored before the score that is asked for was raised.
    [{ completed: true, passed: false, score: 0.5, exhausted: true }, "completed", "completed", "failed"],
  ];
  for (const [change, one, completion, success] of rows) {
    const [lms12, lms2004] = [new Lms(), new Lms()];
    await (await opened(SCORM12, lms12)).store({ ...begun, ...change });
    await (await opened(SCORM2004, lms2004)).store({ ...begun, ...change });
    const told = [
      lms12.values.get("cmi.core.lesson_status"),
      lms2004.values.get("cmi.completion_status"),
      lms2004.values.get("cmi.success_status"),
    ];
    assert.deepEqual(told, [one, completion, success], JSON.stringify(change));
  }
});

test("1.2: failed stays until it is completed", async () => {
  const lms = new Lms({ "cmi.core.lesson_status": "failed" });
  const session = await opened(SCORM12, lms);
  await session.store(begun);
  assert.equal(lms.values.get("cmi.core.lesson_status"), "failed");
  assert.equal(await session.store(done), "confirmed");
  assert.equal(lms.values.get("cmi.core.lesson_status"), "completed");
});

test("1.2: a verdict by the LMS's mastery score is its own, and no contradiction", async () => {
  for (const [verdict, mastery, stored] of [
    ["passed", "80", "confirmed"],
    ["failed", "80", "confirmed"],
    ["failed", "", "unverifiable"],
  ] as const) {
    const lms = new Lms({ "cmi.student_data.mastery_score": mastery });
    lms.shows = (name, value) => (name === SCORM12.status && value === "completed" ? verdict : value);
    const session = await opened(SCORM12, lms);
    assert.equal(await session.store(done), stored);
    assert.equal(await session.store(done), stored);
    assert.equal(lms.calls.filter((call) => call === "set cmi.core.lesson_status=completed").length, 1);
  }
});

test("2004: a verdict by the LMS's passing score is its own; another is a contradiction", async () => {
  for (const [verdict, passing, stored] of [
    ["failed", "0.8", "confirmed"],
    ["unknown", "", "unverifiable"],
    ["failed", "", null],
  ] as const) {
    const lms = new Lms({ "cmi.scaled_passing_score": passing });
    lms.shows = (name, value) => (name === "cmi.success_status" ? verdict : value);
    const session = await opened(SCORM2004, lms);
    if (stored === null) await assert.rejects(session.store(done));
    else assert.equal(await session.store(done), stored);
  }
});

test("exit is suspend; in 1.2 empty once complete; never anything else", async () => {
  const one = new Lms();
  const session = await opened(SCORM12, one);
  await session.store(begun);
  assert.equal(one.values.get("cmi.core.exit"), "suspend");
  await session.close(done);
  assert.equal(one.values.get("cmi.core.exit"), "");
  const four = new Lms();
  await (await opened(SCORM2004, four)).close(done);
  assert.equal(four.values.get("cmi.exit"), "suspend");
  assert.deepEqual(four.calls.filter((call) => call.includes("adl.nav")), []);
});

test("whatever the figures, a strict LMS has nothing to refuse", async () => {
  const wild = { ...done, position: Number.NaN, sessionSeconds: 1e12, score: 2 / 3, progress: 1 / 3 };
  const small = { ...begun, position: -1, sessionSeconds: Number.NaN, progress: 0.999999 };
  const answer = { kind: "answered", question: "one", response: ["a"], correct: true, seconds: Number.NaN, attempt: 1 } as const;
  for (const edition of EDITIONS) {
    for (const now of [new Date("2069-05-01T10:00:00.5Z"), new Date("1969-12-31T23:59:59Z"), new Date(0)]) {
      const kept = new Kept();
      const api = edition === SCORM12 ? strict12(kept) : strict2004(kept);
      const frame = { [edition.api]: api, parent: null, opener: null };
      const session = edition.session({ frame, wait: () => Promise.resolve(), now: () => now });
      await session.open();
      await session.store(small);
      session.note(answer, small);
      await session.close(wild);
      assert.deepEqual(kept.faults, []);
      assert.ok(kept.values.has("cmi.interactions.1.result"));
    }
  }
});
