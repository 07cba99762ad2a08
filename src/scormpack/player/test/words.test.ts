import assert from "node:assert/strict";
import { test } from "node:test";
import type { SaveState } from "../src/keeper.ts";
import * as words from "../src/words.ts";
import { content } from "./sample.ts";

const begun = {
  watched: 0.62,
  watchedDone: false,
  aidsLeft: ["card"],
  questionsLeft: true,
  passed: null,
  exhausted: false, audience: "officer" as const, attestLeft: false,
  done: false,
  criteria: content.criteria,
};
const done = { ...begun, watched: 1, watchedDone: true, aidsLeft: [], questionsLeft: false, passed: true, done: true };
const at = new Date(2026, 0, 2, 10, 42);
const EVERY_SAVE: readonly SaveState[] = [
  { kind: "opening" },
  { kind: "saving" },
  { kind: "saved", at },
  { kind: "sent", at },
  { kind: "not-saved", why: "No answer.", final: false },
  { kind: "not-saved", why: "Gone.", final: true },
  ...(["web", "no-lms", "ended", "review", "browse", "second-window"] as const).map(
    (why) => ({ kind: "not-recording", why }) as const,
  ),
];

test("times as clocks show them and as they are said", () => {
  assert.equal(words.clock(65.9), "1:05");
  assert.equal(words.clock(3723), "1:02:03");
  assert.equal(words.clock(Number.NaN), "0:00");
  assert.equal(words.spoken(0), "0 seconds");
  assert.equal(words.spoken(61), "1 minute 1 second");
  assert.equal(words.spoken(120), "2 minutes");
});

test("a share is never rounded up to what is asked for", () => {
  assert.equal(words.percent(0.8999), "89%");
  assert.equal(words.percent(0.9), "90%");
  assert.equal(words.percent(0.29), "29%");
});

test("what is left is said in words", () => {
  assert.equal(words.left(begun), "Video 62% of 90% · 1 job aid to read · questions");
  assert.equal(words.left({ ...begun, watchedDone: true, aidsLeft: [] }), "questions");
  assert.equal(
    words.left({ ...begun, watchedDone: true, aidsLeft: [], exhausted: true }),
    "questions: no attempts left",
  );
  assert.equal(words.left(done), "Nothing. You are done.");
});

test("the ring is full only when all is done", () => {
  assert.equal(words.doneShare(content, { ...begun, watched: 0 }), 0);
  assert.equal(words.doneShare(content, { ...begun, watched: 0.45 }), 0.5 / 3);
  assert.equal(words.doneShare(content, { ...begun, watchedDone: true, aidsLeft: [] }), 2 / 3);
  assert.equal(words.doneShare(content, done), 1);
});

test("only a save that was confirmed is called saved", () => {
  for (const completed of [false, true]) {
    for (const save of EVERY_SAVE) {
      const said = words.saveWords(save, completed);
      assert.equal(/\bsaved\b/i.test(said), save.kind === "saved", `${save.kind}: ${said}`);
    }
  }
});

test("whoever finishes unrecorded is told both", () => {
  const save = { kind: "not-recording", why: "no-lms" } as const;
  assert.equal(words.saveWords(save, true), "Finished. Nothing was recorded.");
  assert.equal(words.saveWords({ ...save, why: "review" }, true), "Already complete.");
});

test("only a save that failed raises the alarm", () => {
  for (const save of EVERY_SAVE) assert.equal(words.alarm(save, false) !== "", save.kind === "not-saved");
  const alarm = (final: boolean): string => words.alarm({ kind: "not-saved", why: "", final }, true);
  assert.match(alarm(false), /not saved yet.*Keep this window open/);
  assert.match(alarm(true), /not saved yet.*open the briefing again/);
  assert.doesNotMatch(alarm(true), /tries again/);
});

test("every reason for not recording but the web's own has a banner", () => {
  const said = EVERY_SAVE.filter((save) => words.banner(save) !== "").map((save) => "why" in save && save.why);
  assert.deepEqual(said, ["no-lms", "ended", "review", "browse", "second-window"]);
});

test("leaving is final only where nothing can be lost", () => {
  const final = EVERY_SAVE.filter((save) => !words.closing(save, true).back);
  assert.deepEqual(
    final.map((save) => ("why" in save ? save.why : save.kind)),
    ["saved", "sent", "review", "browse"],
  );
});

test("attempts are counted down", () => {
  assert.match(words.attemptsLeft(3, 0), /as often as you like/);
  assert.equal(words.attemptsLeft(1, 2), "You have 1 attempt left.");
  assert.match(words.attemptsLeft(2, 2), /no attempts left/);
});

test("of progress that was only sent nobody says that it was taken: an LRS may have refused the bookmark", () => {
  const { text } = words.closing({ kind: "sent", at }, false);
  assert.doesNotMatch(text, /took|saved/);
  assert.match(text, /at this computer/);
});

test("a sentence of the page names the share that the LMS asks for", () => {
  assert.equal(
    words.asking("2 questions. To pass, answer at least 50% right. You have 2 attempts.", 0.9),
    "2 questions. To pass, answer at least 90% right. You have 2 attempts.",
  );
  assert.equal(words.asking("At least 50% right", 0.666), "At least 67% right");
  assert.equal(words.asking("At least 100% right", 0), "At least 0% right");
});

test("behind a menu what comes next is another briefing, once the record is saved", () => {
  const at = new Date(0);
  assert.match(words.nextInMenu({ kind: "saved", at }), /Next briefing or All briefings/);
  assert.equal(words.nextInMenu({ kind: "saving" }), words.next({ kind: "saving" }));
});

test("a window that another one set aside does not call unrecorded what may be recorded", () => {
  const aside = { kind: "not-recording", why: "second-window" } as const;
  const said = [words.saveWords(aside, true), words.closing(aside, true).title, words.next(aside)];
  assert.ok(said.every((each) => /other|another/.test(each) && !/[Nn]othing/.test(each)), said.join());
});
