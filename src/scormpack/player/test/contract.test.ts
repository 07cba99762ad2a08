/** What every adapter owes the keeper, over a strict fake of its own standard. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { moduleSubject } from "../src/modulesubject.ts";
import { addRange } from "../src/progress.ts";
import { SessionError } from "../src/session.ts";
import type { Standing } from "../src/session.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { hosts, web } from "./hosts.ts";
import { content } from "./sample.ts";

const { duration } = content.video;
const half: State = {
  ...freshState(duration),
  position: 30,
  played: addRange(freshState(duration).played, duration, 0, 30),
  seconds: 31,
};
const whole: State = {
  ...half,
  position: 60,
  played: addRange(half.played, duration, 30, 60),
  acknowledged: ["card"],
  attempts: 1,
  score: 1,
  completed: true,
};
const failed: State = { ...half, attempts: 2, score: 0 };

function record(state: State): Standing {
  return { ...moduleSubject(content).standing(state, 12.345), totalSeconds: 12.345 };
}

for (const make of hosts) {
  describe(make().name, () => {
    test("a fresh launch has nothing, and what is stored comes back", async () => {
      const host = make();
      const first = host.launch();
      const found = await first.open();
      assert.deepEqual([found.mode, found.text, found.completed], ["normal", null, false]);
      assert.equal(await first.store(record(half)), "confirmed");
      assert.equal(await first.close(record(half)), "confirmed");
      const again = await host.launch().open();
      assert.equal(again.text, record(half).text);
      assert.equal(again.learner, found.learner);
      assert.equal(host.told().completed, false);
      assert.deepEqual(host.faults(), []);
    });

    test("a launch that finds no text raises no score", async () => {
      const host = make();
      const first = host.launch();
      await first.open();
      await first.close(record({ ...whole, score: 0.5 }));
      const score = host.told().score;
      const again = host.launch();
      await again.open();
      await again.close(record({ ...freshState(duration), completed: true }));
      assert.deepEqual([host.told().score, host.told().completed], [score, true]);
      assert.deepEqual(host.faults(), []);
    });

    test("completion is stored at once, with score and pass, and not lowered", async () => {
      const host = make();
      const session = host.launch();
      await session.open();
      await session.store(record(half));
      assert.equal(await session.store(record(whole)), "confirmed");
      const told = host.told();
      assert.deepEqual(told, { completed: true, passed: host.name === "scorm12" ? null : true, score: 1 });
      await session.store(record({ ...half, score: 0, attempts: 1 }));
      await session.close(record(half));
      assert.deepEqual(host.told(), told);
      const next = host.launch();
      assert.equal((await next.open()).completed, true);
      await next.store(record({ ...whole, position: 3 }));
      await next.close(record({ ...half, score: 0.5 }));
      assert.deepEqual(host.told(), told);
      assert.deepEqual(host.faults(), []);
    });

    test("after closing nothing is sent", async () => {
      const host = make();
      const session = host.launch();
      await session.open();
      await session.close(record(half));
      const before = host.writes();
      await assert.rejects(session.store(record(whole)), SessionError);
      session.note({ kind: "acknowledged", aid: "card" }, record(whole));
      session.hide(record(whole), true);
      await Promise.resolve();
      assert.equal(host.writes(), before);
      assert.deepEqual(host.faults(), []);
    });

    test("a failing write is told, and the next one stores all", async () => {
      const host = make();
      const session = host.launch();
      await session.open();
      host.fail(1);
      await assert.rejects(session.store(record(whole)), SessionError);
      assert.equal(await session.store(record(whole)), "confirmed");
      assert.equal(host.told().completed, true);
    });

    test("hiding saves, and leaving too", async () => {
      const host = make();
      const session = host.launch();
      await session.open();
      await session.store(record({ ...half, position: 3 }));
      session.hide(record(half), false);
      await new Promise((resolve) => setTimeout(resolve, 5));
      session.hide(record({ ...half, position: 31 }), true);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const next = await host.launch().open();
      assert.equal(next.completed, false);
      assert.ok(next.text === record({ ...half, position: 31 }).text || next.text === record(half).text);
      assert.deepEqual(host.faults(), []);
    });

    test("answers are recorded once an attempt", async () => {
      const host = make();
      const session = host.launch();
      await session.open();
      const answer = {
        kind: "answered",
        question: "several",
        response: ["a", "c"],
        correct: true,
        seconds: 4.567,
        attempt: 1,
      } as const;
      session.note(answer, record(half));
      assert.equal(await session.store(record(half)), "confirmed");
      assert.equal(host.answers(), 1);
      session.note({ ...answer, attempt: 2, correct: false, response: ["b"] }, record(half));
      assert.equal(await session.store(record(half)), "confirmed");
      assert.equal(host.answers(), 2);
      assert.deepEqual(host.faults(), []);
    });

    test("failing for good is told, and a completion is not", async () => {
      const host = make();
      const session = host.launch();
      await session.open();
      await session.store(record(failed));
      await session.close(record(failed));
      assert.equal(host.told().completed, false);
      assert.notEqual(host.told().passed, true);
      assert.deepEqual(host.faults(), []);
    });
  });
}

for (const make of hosts.filter((each) => each().name !== "xapi")) {
  test(`${make().name}: review writes no status`, async () => {
    const host = make();
    host.review();
    const session = host.launch();
    const found = await session.open();
    assert.equal(found.mode, "review");
    await session.store(record(whole));
    await session.close(record(whole));
    assert.deepEqual(host.told(), { completed: false, passed: null, score: null });
    assert.deepEqual(host.faults(), []);
  });
}

test("the web keeps nothing and says so", async () => {
  const session = web();
  const found = await session.open();
  assert.deepEqual([session.keeps, found.text, found.completed], ["nothing", null, false]);
  assert.equal(await session.store(record(whole)), "unverifiable");
});
