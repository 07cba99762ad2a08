/** docs/standards/scorm12.md and scorm2004.md say what the player writes: each row is lived through. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Scorm2004Session } from "../src/adapters/scorm2004.ts";
import type { Content } from "../src/content.ts";
import { NOTHING } from "../src/whole.ts";
import { wholeSubject } from "../src/wholesubject.ts";
import { listed, menuSession, scormDesk } from "./desks.ts";
import type { ScormDesk } from "./desks.ts";
import { SCORM12, SCORM2004 } from "./fakes/lms.ts";
import type { Edition } from "./fakes/lms.ts";
import { whole } from "./fakes/page.ts";
import { Learner, MOMENTS, asked } from "./moments.ts";
import { OUTCOMES } from "./outcomes.ts";
import { coded, page, tableUnder } from "./pagetables.ts";
import { content } from "./sample.ts";

const contents = ["one", "two"].map((id): Content => ({ ...content, module: { ...content.module, id } }));

/** A session of several modules, one of which is done. */
async function severalModules(desk: ScormDesk, edition: Edition): Promise<void> {
  const session = menuSession(edition, contents, desk.lms);
  const state = { ...NOTHING, at: "one", modules: { one: { ...whole, completed: true } } };
  await session.open();
  await session.store(wholeSubject(contents, 4096).standing(state, 1));
}

function name(call: string): string {
  return call.split("=")[0] ?? "";
}

/** A code of a table stands for an element with any value, or with the one it gives. */
function sameCalls(calls: readonly string[], told: readonly string[]): void {
  const shown = calls.map((call, at) => (told[at] === name(call) ? name(call) : call));
  assert.deepEqual(shown, told);
}

for (const [file, edition] of [["scorm12", SCORM12], ["scorm2004", SCORM2004]] as const) {
  const text = page(file);

  describe(`docs/standards/${file}.md`, () => {
    test("names every element that is written, and no other", async () => {
      const written = new Set<string>();
      for (const moment of [...Object.values(MOMENTS), (_: Learner, desk: ScormDesk) => severalModules(desk, edition)]) {
        const desk = scormDesk(edition);
        await moment(new Learner(desk), desk);
        for (const element of desk.lms.values.keys()) written.add(listed(element));
      }
      const told = tableUnder(text, "What is written").flatMap((row) => coded(row["element"]));
      assert.deepEqual(new Set(told), written);
    });

    const moments = tableUnder(text, "When, and in which order");
    test("has every moment", () => {
      assert.deepEqual(new Set(moments.map((row) => row["moment"])), new Set(Object.keys(MOMENTS)));
    });
    for (const row of moments) {
      test(`${row["moment"]}: the calls are those of the table`, async () => {
        const moment = MOMENTS[row["moment"] ?? ""];
        assert.ok(moment);
        sameCalls(await asked(scormDesk(edition), moment), coded(row["calls, in order"]));
      });
    }

    const outcomes = tableUnder(text, "What the LMS holds");
    test("has every outcome", () => {
      assert.deepEqual(new Set(outcomes.map((row) => row["the learner"])), new Set(Object.keys(OUTCOMES)));
    });
    for (const { "the learner": outcome = "", ...fields } of outcomes) {
      test(`${outcome}: the LMS holds what the table says`, async () => {
        const desk = scormDesk(edition);
        const learner = new Learner(desk);
        await OUTCOMES[outcome]?.(learner);
        for (const when of ["at once", "after the exit"]) {
          for (const [heading, cell] of Object.entries(fields)) {
            const [element = ""] = coded(heading);
            assert.equal(desk.lms.committed.get(element), coded(cell)[0], `${element} ${when}`);
          }
          await learner.exit();
        }
      });
    }

    for (const row of tableUnder(text, "Browse, review, no credit")) {
      const [[mode = ""], [credit = ""]] = Object.values(row).map(coded) as [string[], string[]];
      test(`${mode}, ${credit}: the calls are those of the table`, async () => {
        const desk = scormDesk(edition, { [edition.mode]: mode, [edition.credit]: credit });
        const learner = new Learner(desk);
        await learner.begin();
        await learner.does(whole, "now", { kind: "answered", question: "one", response: ["a"], correct: true, seconds: 1, attempt: 1 });
        await learner.hides(false);
        await learner.exit();
        assert.deepEqual(desk.calls(), coded(row["calls, from opening to exit"]));
        assert.equal(desk.lms.committed.size, 0);
      });
    }

    test("shows the receipt as it is written", async () => {
      const desk = scormDesk(edition);
      await MOMENTS["Completion"]?.(new Learner(desk), desk);
      for (const row of tableUnder(text, "The receipt")) {
        const value = desk.lms.committed.get(`cmi.interactions.0.${row["field"]}`) ?? "";
        assert.equal(value.replace(/^sr1:.*/, "sr1:"), (coded(row["value"])[0] ?? "").replace(/^sr1:.*/, "sr1:"));
      }
    });
  });
}

for (const row of tableUnder(page("scorm2004"), "How the attempt ends")) {
  const { "the learner": learner = "", moment = "" } = row;
  const [exit] = coded(row["`exit_when_complete`"]) as ["suspend" | "normal"];
  test(`docs/standards/scorm2004.md, ${exit}, ${learner}, ${moment}: the last calls are those of the table`, async () => {
    const session: Edition["session"] = (env, module = content) => new Scorm2004Session([module], { exit }, env);
    const desk = scormDesk({ ...SCORM2004, session });
    const taker = new Learner(desk);
    await taker.begin();
    if (learner.includes("failed")) desk.lms.saves = () => "false";
    if (learner.startsWith("complete")) await taker.does(whole);
    if (moment === "Save and exit") await taker.exit();
    else await taker.hides(true);
    const told = coded(row["last calls"]);
    assert.deepEqual(desk.calls().slice(-told.length), told);
  });
}
