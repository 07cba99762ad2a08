/** LMSs that go on showing what they showed at the launch (Open edX), and LMSs that lie in the same words. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { SaveState } from "../src/keeper.ts";
import { EDITIONS, Lms } from "./fakes/lms.ts";
import { FakeEnv, half, whole } from "./fakes/page.ts";
import { lmsOf, opened } from "./scormlaunches.ts";
import type { Launched } from "./scormlaunches.ts";

const TEXT = "cmi.suspend_data";

for (const edition of EDITIONS) {
  /** One launch of the learner's in `browser`, in an LMS that shows what it held before. */
  const launch = async (lms: Lms, browser: FakeEnv): Promise<Launched> => {
    const before = new Map(lms.values);
    lms.shows = (name) => before.get(name) ?? "";
    return opened(edition, lms, browser);
  };
  const kinds = (told: readonly SaveState[]): string[] => [...new Set(told.map(({ kind }) => kind))];

  describe(edition.name, () => {
    test("one that shows at each launch what it was given before is said to be sent to, never to lack it", async () => {
      const lms = lmsOf(edition, { [edition.status]: "" });
      const browser = new FakeEnv();
      const first = await launch(lms, browser);
      first.keeper.update(half, "now");
      await browser.pass(20);
      assert.deepEqual(kinds(first.told), ["opening", "saving", "sent"]);
      browser.page?.leaving();
      const second = await launch(lms, browser);
      second.keeper.update(whole, "now");
      await browser.pass(20);
      assert.equal(second.told.at(-1)?.kind, "sent");
      assert.ok(!kinds(second.told).includes("not-saved"));
      assert.equal(browser.guarded, false);
      assert.equal((await second.keeper.exit()).kind, "sent");
      assert.equal(lms.committed.get(edition.status), "completed");
      const third = await launch(lms, browser);
      await browser.pass(20);
      assert.equal(third.told.at(-1)?.kind, "saved", "what it shows at the launch is what was written");
    });

    test("the frame alone loaded again shows the same old values, and it is still believed", async () => {
      const lms = lmsOf(edition);
      const browser = new FakeEnv();
      (await launch(lms, browser)).keeper.update(half, "now");
      await browser.pass(1);
      browser.page?.leaving();
      (await launch(lms, browser)).keeper.update({ ...half, position: 31 }, "now");
      await browser.pass(1);
      browser.page?.leaving();
      browser.reloaded = true;
      const again = await opened(edition, lms, browser);
      again.keeper.update(whole, "now");
      await browser.pass(20);
      assert.ok(!kinds(again.told).includes("not-saved"));
      assert.equal(lms.committed.get(edition.status), "completed");
    });

    test("F17: one that keeps nothing shows the same at every launch, and is never believed", async () => {
      const held = lmsOf(edition);
      const elsewhere = new FakeEnv();
      (await opened(edition, held, elsewhere)).keeper.update(half, "now");
      await elsewhere.pass(1);
      const old = Object.fromEntries(held.values);
      const browser = new FakeEnv();
      for (let launches = 0; launches < 3; launches++) {
        const lms = new Lms(old);
        const { keeper, told } = await launch(lms, browser);
        if (launches === 0) keeper.update(whole, "now");
        await browser.pass(20);
        assert.deepEqual([told.at(-1)?.kind, browser.guarded], ["not-saved", true]);
        assert.equal(lms.values.get(edition.status), "completed", "sent again all the same");
        browser.page?.leaving();
      }
    });

    test("F17: an LMS that was behind for a while and then is not is known to be live", async () => {
      const lms = lmsOf(edition);
      const browser = new FakeEnv();
      const first = await launch(lms, browser);
      first.keeper.update(half, "now");
      await browser.pass(1);
      lms.shows = (_, value) => value;
      first.keeper.update({ ...half, position: 31 }, "now");
      await browser.pass(40);
      assert.equal(first.told.at(-1)?.kind, "saved");
      browser.page?.leaving();
      const second = await launch(lms, browser);
      second.keeper.update(whole, "now");
      await browser.pass(20);
      assert.equal(second.told.at(-1)?.kind, "not-saved");
    });

    test("F17: an LMS that was live until now and shows old values is not believed", async () => {
      const lms = lmsOf(edition);
      const browser = new FakeEnv();
      const first = await opened(edition, lms, browser);
      first.keeper.update(half, "now");
      await browser.pass(1);
      assert.equal(first.told.at(-1)?.kind, "saved");
      browser.page?.leaving();
      const old = lms.values.get(TEXT);
      const second = await launch(lms, browser);
      second.keeper.update(whole, "now");
      await browser.pass(20);
      assert.equal(second.told.at(-1)?.kind, "not-saved");
      assert.ok(lms.values.get(TEXT) !== old);
    });
  });
}
