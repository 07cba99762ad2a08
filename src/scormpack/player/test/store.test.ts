import assert from "node:assert/strict";
import { test } from "node:test";
import type { Keeper, Opening } from "../src/keeper.ts";
import { addRange, share } from "../src/progress.ts";
import { freshState } from "../src/state.ts";
import type { LearnerEvent, State } from "../src/state.ts";
import { createStore, joined } from "../src/store.ts";
import { content } from "./sample.ts";

/** A keeper that writes down what it is told. */
class Notebook implements Keeper {
  readonly updates: [State, string][] = [];
  readonly notes: LearnerEvent[] = [];
  waits = false;
  open(): Promise<Opening> {
    return Promise.resolve(opening("normal"));
  }
  onLateOpening(): void {}
  update(state: State, urgency: "routine" | "now"): void {
    this.updates.push([state, urgency]);
  }
  note(event: LearnerEvent): void {
    this.notes.push(event);
  }
  onSave(): void {}
  receipt(): string | null {
    return null;
  }
  exit(): Promise<{ kind: "saving" }> {
    return Promise.resolve({ kind: "saving" });
  }
}

function opening(mode: Opening["mode"], state: State = freshState(60), mastery: number | null = null): Opening {
  return { state, resumed: false, mode, recording: true, captions: null, muted: false, mastery, audience: null };
}

const whole = addRange(freshState(60).played, 60, 0, 60);

test("meeting the last requirement completes at once, and only once", () => {
  const keeper = new Notebook();
  const store = createStore(content, keeper);
  store.change({ played: whole }, "routine");
  store.change({ attempts: 1, score: 1 }, "now");
  assert.equal(store.state().completed, false);
  store.change({ acknowledged: ["card"] }, "routine");
  assert.equal(store.state().completed, true);
  assert.equal(keeper.updates.at(-1)?.[1], "now");
  store.change({ position: 3 }, "routine");
  assert.equal(keeper.updates.at(-1)?.[1], "routine");
});

test("what is complete stays complete", () => {
  const store = createStore(content, new Notebook());
  store.opened(opening("normal", { ...freshState(60), completed: true }));
  store.change({ score: 0, attempts: 1 }, "now");
  assert.equal(store.state().completed, true);
});

test("a review records nothing", () => {
  const keeper = new Notebook();
  const store = createStore(content, keeper);
  store.opened(opening("review"));
  const before = keeper.updates.length;
  store.change({ position: 10 }, "now");
  store.note({ kind: "played", at: 0 });
  assert.equal(keeper.updates.length, before);
  assert.deepEqual(keeper.notes, []);
});

test("listeners hear at once and after each change", () => {
  const store = createStore(content, new Notebook());
  const heard: number[] = [];
  store.watch((state) => heard.push(state.position));
  store.change({ position: 5 }, "routine");
  assert.deepEqual(heard, [0, 5]);
});

test("what was done before the record arrived is kept beside it", () => {
  const kept = { ...freshState(60), position: 40, played: addRange(freshState(60).played, 60, 0, 30), attempts: 1, score: 0.5 };
  const here = { ...freshState(60), position: 12, played: addRange(freshState(60).played, 60, 30, 60), acknowledged: ["card"] };
  const all = joined(kept, here, 60);
  assert.equal(all.position, 12);
  assert.equal(share(all.played), 1);
  assert.deepEqual(all.acknowledged, ["card"]);
  assert.equal(all.score, 0.5);
  assert.equal(joined(kept, freshState(60), 60).position, 40);
});

test("what was done before a stricter LMS arrived is judged again, what it stored is not", () => {
  const keeper = new Notebook();
  const store = createStore(content, keeper);
  store.change({ played: whole, acknowledged: ["card"], attempts: 1, score: 0.5 }, "now");
  assert.equal(store.state().completed, true);
  const strict = { ...content.criteria, questions: 0.9 };
  store.opened(opening("normal", freshState(60), 0.9));
  assert.equal(store.state().completed, false);
  assert.equal(keeper.updates.at(-1)?.[0].completed, false);
  assert.deepEqual([store.standing().passed, store.standing().criteria], [false, strict]);
  store.change({ attempts: 2, score: 1 }, "now");
  assert.equal(store.state().completed, true);

  const stored = createStore(content, new Notebook());
  stored.opened(opening("normal", { ...freshState(60), score: 0.5, completed: true }, 0.9));
  assert.equal(stored.state().completed, true);
});

test("the learner is asked who takes it once the launch could have said so, and did not", () => {
  const forAll = { ...content, module: { ...content.module, audience: "all" as const } };
  const store = createStore(forAll, new Notebook());
  assert.equal(store.chooses(), false);
  store.opened(opening("normal"));
  assert.equal(store.chooses(), true);
  store.opened({ ...opening("normal"), audience: "officer" });
  assert.deepEqual([store.chooses(), store.standing().audience], [false, "officer"]);
  const alone = createStore(content, new Notebook());
  alone.opened(opening("normal"));
  assert.equal(alone.chooses(), false);
});
