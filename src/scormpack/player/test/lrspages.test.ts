/** docs/standards/cmi5.md and xapi.md say what the player sends: each row is lived through. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { lrsDesk, said } from "./desks.ts";
import type { LrsDesk } from "./desks.ts";
import { whole } from "./fakes/page.ts";
import { Learner, MOMENTS, asked } from "./moments.ts";
import { OUTCOMES } from "./outcomes.ts";
import type { Outcome } from "./outcomes.ts";
import { coded, page, tableUnder } from "./pagetables.ts";

type Asking = (learner: Learner, desk: LrsDesk) => Promise<void>;
type Json = Readonly<Record<string, unknown>>;

const outcome = (name: string): Outcome => {
  const found = OUTCOMES[name];
  assert.ok(found, name);
  return found;
};

/** Where a launch of cmi5 asks for something else than the package. */
const ASKED_OTHERWISE: Readonly<Record<string, Asking>> = {
  "Complete, no questions asked, the launch's moveOn is Passed": async (learner, desk) => {
    desk.asks["moveOn"] = "Passed";
    await outcome("Complete, no questions asked")(learner);
  },
  "Half right, the launch's masteryScore is 0.8": async (learner, desk) => {
    desk.asks["masteryScore"] = 0.8;
    await outcome("Complete, questions passed")(learner);
  },
  "Complete, opened again with masteryScore 0.8": async (learner, desk) => {
    await outcome("Complete, questions passed")(learner);
    await learner.exit();
    desk.asks["masteryScore"] = 0.8;
    await learner.begin();
  },
};

interface Shape {
  readonly category: Set<string>;
  readonly result: Set<string>;
}

/** Of each statement that is sent in any moment: its categories, and what its result may have. */
async function shapes(standard: "cmi5" | "xapi"): Promise<Map<string, Shape>> {
  const found = new Map<string, Shape>();
  for (const moment of Object.values(MOMENTS)) {
    const desk = lrsDesk(standard);
    await moment(new Learner(desk), desk);
    for (const statement of desk.lrs.statements.values()) {
      const shape = found.get(said(statement)) ?? { category: new Set(), result: new Set() };
      found.set(said(statement), shape);
      const { contextActivities } = statement["context"] as { contextActivities?: { category?: { id: string }[] } };
      for (const { id } of contextActivities?.category ?? []) shape.category.add(id.split("/").at(-1) ?? "");
      for (const name of Object.keys((statement["result"] ?? {}) as Json)) shape.result.add(name);
    }
  }
  return found;
}

function judged(desk: LrsDesk): string[] {
  return [...desk.lrs.statements.values()].map(said).filter((each) => /^(completed|passed|failed)$/.test(each));
}

for (const standard of ["cmi5", "xapi"] as const) {
  const text = page(standard);

  describe(`docs/standards/${standard}.md`, () => {
    test("has every statement, with its categories and its result", async () => {
      const sent = await shapes(standard);
      const rows = tableUnder(text, "What is sent");
      const told = rows.map((row) => [coded(row["statement"])[0] ?? "", row] as const);
      assert.deepEqual(new Set(told.map(([name]) => name)), new Set(sent.keys()));
      for (const [name, row] of told) {
        const { category, result } = sent.get(name) ?? { category: new Set(), result: new Set() };
        assert.deepEqual(new Set(coded(row["result"])), result, name);
        assert.deepEqual(new Set(coded(row["category"])), category, name);
      }
    });

    const moments = tableUnder(text, "When, and in which order");
    test("has every moment", () => {
      assert.deepEqual(new Set(moments.map((row) => row["moment"])), new Set(Object.keys(MOMENTS)));
    });
    for (const row of moments) {
      test(`${row["moment"]}: the requests are those of the table`, async () => {
        const moment = MOMENTS[row["moment"] ?? ""];
        assert.ok(moment);
        assert.deepEqual(await asked(lrsDesk(standard), moment), coded(row["requests, in order"]));
      });
    }

    const outcomes: Readonly<Record<string, Asking>> = standard === "cmi5" ? { ...OUTCOMES, ...ASKED_OTHERWISE } : OUTCOMES;
    const rows = tableUnder(text, "What the LMS holds");
    test("has every outcome", () => {
      assert.deepEqual(new Set(rows.map((row) => row["the learner"])), new Set(Object.keys(outcomes)));
    });
    for (const row of rows) {
      test(`${row["the learner"]}: the store holds what the table says`, async () => {
        const desk = lrsDesk(standard);
        const learner = new Learner(desk);
        await outcomes[row["the learner"] ?? ""]?.(learner, desk);
        const before = judged(desk);
        assert.deepEqual(before, coded(row["statements of the registration"]));
        await learner.exit();
        assert.deepEqual(judged(desk).slice(before.length), coded(row["added by *Save and exit*"]));
      });
    }

    test("shows the result of `completed` as it is sent", async () => {
      const desk = lrsDesk(standard);
      await MOMENTS["Completion"]?.(new Learner(desk), desk);
      const sent = [...desk.lrs.statements.values()].find((each) => said(each) === "completed")?.["result"] as Json;
      const [, block = ""] = /```json\n(.*?)```/s.exec(text) ?? [];
      const shown = JSON.parse(block) as Json;
      assert.deepEqual(new Set(Object.keys(shown)), new Set(Object.keys(sent)));
      assert.deepEqual(shown["score"], sent["score"]);
      for (const result of [shown, sent]) assert.match(JSON.stringify(result["extensions"]), /^\{"https:[^"]*receipt":"sr1:/);
    });
  });
}

for (const row of tableUnder(page("cmi5"), "Browse, review, no credit")) {
  const [launchMode = ""] = coded(row["`launchMode`"]);
  test(`docs/standards/cmi5.md, ${launchMode}: the requests are those of the table`, async () => {
    const desk = lrsDesk("cmi5");
    desk.asks["launchMode"] = launchMode;
    const learner = new Learner(desk);
    await learner.begin();
    await learner.does(whole, "now", { kind: "acknowledged", aid: "card" });
    await learner.hides(false);
    await learner.exit();
    assert.deepEqual(desk.calls(), coded(row["requests, from opening to exit"]));
  });
}
