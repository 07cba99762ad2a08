/** docs/standards/ on several modules in one launch: each row is lived through, on every standard. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Content } from "../src/content.ts";
import type { Session } from "../src/session.ts";
import type { Settings, XapiSettings } from "../src/settings.ts";
import type { State } from "../src/state.ts";
import type { Subject } from "../src/subject.ts";
import { NOTHING } from "../src/whole.ts";
import { wholeSubject } from "../src/wholesubject.ts";
import { menuSession, said } from "./desks.ts";
import { EDITIONS, Lms } from "./fakes/lms.ts";
import { FakeLrs } from "./fakes/lrs.ts";
import { whole } from "./fakes/page.ts";
import { ACTIVITY, MODULE, settings } from "./hosts.ts";
import { cmi5, xapi } from "./launches.ts";
import { coded, page, tableUnder } from "./pagetables.ts";
import type { Row } from "./pagetables.ts";
import { content } from "./sample.ts";

const contents = ["one", "two"].map((id): Content => ({ ...content, module: { ...content.module, id } }));
const subject = wholeSubject(contents, 4096);
const done: State = { ...whole, completed: true };
const halfRight: State = { ...done, score: 0.5 };
const failed: State = { ...whole, attempts: 2, score: 0 };

const SERIES: Readonly<Record<string, Readonly<Record<string, State>>>> = {
  "First complete, second not opened": { one: done },
  "First complete, second failed for good": { one: done, two: failed },
  "Both complete, the second half right": { one: done, two: halfRight },
};

async function lived(session: Session, row: Row): Promise<void> {
  const modules = SERIES[row["the learner"] ?? ""];
  assert.ok(modules, row["the learner"]);
  const state = subject.settled({ ...NOTHING, at: "one", modules }, NOTHING, null, 1);
  await session.open();
  await session.store(subject.standing(state, 1));
}

/** With templates of its own for each module. */
function parts(standard: string): Settings {
  const own = settings(standard);
  const of = (id: string) => JSON.parse(JSON.stringify(own.xapi).replaceAll(MODULE, `${MODULE}/${id}`)) as XapiSettings;
  return { ...own, parts: Object.fromEntries(contents.map(({ module }) => [module.id, of(module.id)])) };
}

function rows(standard: string): readonly Row[] {
  const found = tableUnder(page(standard), "Several modules in one launch");
  assert.deepEqual(new Set(found.map((row) => row["the learner"])), new Set(Object.keys(SERIES)));
  return found;
}

describe("several modules in one launch", () => {
  for (const edition of EDITIONS) {
    const standard = edition.name;
    test(standard, async () => {
      for (const row of rows(standard)) {
        const lms = new Lms();
        await lived(menuSession(edition, contents, lms), row);
        const { "the learner": learner, ...fields } = row;
        for (const [heading, cell] of Object.entries(fields)) {
          const [element = ""] = coded(heading);
          assert.equal(lms.committed.get(element), coded(cell)[0], `${learner}: ${element}`);
        }
      }
    });
  }

  for (const [standard, activities] of [
    ["cmi5", { "about the whole": ACTIVITY }],
    ["xapi", { "about the whole": MODULE, "about the first": `${MODULE}/one`, "about the second": `${MODULE}/two` }],
  ] as const) {
    test(standard, async () => {
      for (const row of rows(standard)) {
        const lrs = new FakeLrs();
        const options = { subject: subject as Subject<unknown>, settings: parts(standard) };
        const data = { masteryScore: 0.5, moveOn: "CompletedAndPassed" };
        await lived(standard === "cmi5" ? cmi5(lrs, data, () => null, options) : xapi(lrs, () => null, options), row);
        for (const [heading, activity] of Object.entries(activities)) {
          const sent = lrs.about(activity).map(said).filter((verb) => verb !== "initialized");
          assert.deepEqual(sent, coded(row[heading]), `${row["the learner"]}: ${activity}`);
        }
      }
    });
  }
});
