/** A series that one session records: its text, its merging, and what the LMS is told. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "../src/checksum.ts";
import type { Content } from "../src/content.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import { addRange } from "../src/progress.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { NOTHING, copied } from "../src/whole.ts";
import type { Whole } from "../src/whole.ts";
import { wholeSubject } from "../src/wholesubject.ts";
import { content, found } from "./sample.ts";

const named = (id: string): Content => ({ ...content, module: { ...content.module, id } });
const contents = ["one", "two", "three"].map(named);
const subject = wholeSubject(contents, 64_000);
const done: State = {
  ...freshState(60),
  played: addRange(freshState(60).played, 60, 0, 60),
  acknowledged: ["card"],
  attempts: 1,
  score: 1,
  seconds: 40,
  completed: true,
};
const half: State = { ...freshState(60), played: addRange(freshState(60).played, 60, 0, 30), seconds: 20 };

function whole(modules: Record<string, State>, more: Partial<Whole> = {}): Whole {
  return { ...NOTHING, modules, seconds: 60, ...more };
}

test("what is encoded comes back, module by module", () => {
  const text = subject.encode(whole({ one: done, three: half }, { audience: "commander" }));
  const back = subject.decode(text);
  assert.deepEqual(Object.keys(back?.modules ?? {}), ["one", "three"]);
  assert.deepEqual([back?.seconds, back?.completed, back?.audience], [60, false, "commander"]);
  assert.equal(back?.modules["one"]?.completed, true);
});

test("a text that was cut keeps what stands before the cut", () => {
  const text = subject.encode(whole({ one: done, two: half }));
  const back = subject.decode(text.slice(0, -3));
  assert.deepEqual([back?.modules["one"]?.completed, back?.modules["two"]?.seconds], [true, 20]);
  assert.equal(subject.decode(text.slice(text.indexOf("~")))?.modules["one"]?.completed, true);
});

test("a key that ends like a module's own text hides nothing", () => {
  const id = "m2666";
  assert.match(crc32(id).toString(36), /sp1$/);
  const own = wholeSubject([named(id)], 64_000);
  assert.equal(own.decode(own.encode(whole({ [id]: done })))?.modules[id]?.completed, true);
});

test("of strange texts nothing is believed", () => {
  for (const text of ["", "sw1.1.0.0", "sp1.0", "~~", "hello"]) assert.equal(subject.decode(text), null);
});

test("a module that is new to the series starts fresh, and one that is gone is left out", () => {
  const text = subject.encode(whole({ one: done, two: half }));
  const other = wholeSubject(["zero", "two"].map(named), 64_000);
  assert.deepEqual(Object.keys(other.decode(text)?.modules ?? {}), ["two"]);
});

test("two records make the most of both", () => {
  const merged = subject.merge(whole({ one: done }), whole({ one: half, two: half }, { seconds: 90 }));
  assert.deepEqual([merged.modules["one"]?.completed, merged.modules["two"]?.seconds, merged.seconds], [true, 20, 90]);
});

test("what the LMS's objectives say is complete is so, whatever was left of the text", () => {
  const told = subject.told({ ...found, objectives: ["two", "unit-x"] });
  assert.deepEqual(Object.entries(told?.modules ?? {}).map(([id, { completed }]) => [id, completed]), [["two", true]]);
  assert.deepEqual([told?.completed, subject.told(found), subject.told({ ...found, objectives: ["other"] })], [false, null, null]);
  const kept = told && subject.merge(whole({ one: done }, { at: "one" }), told);
  const settled = subject.settled(kept ?? NOTHING, NOTHING, kept, 5);
  assert.deepEqual([settled.modules["one"]?.completed, settled.modules["two"]?.completed, settled.completed], [true, true, false]);
  const all = subject.told({ ...found, objectives: ["one", "two", "three"] });
  assert.equal(subject.settled(all ?? NOTHING, NOTHING, all, 5).completed, true);
});

test("a package with fewer slices counts in them alone", () => {
  const coarse = contents.map((each) => ({ ...each, video: { ...each.video, slices: 4 } }));
  const own = wholeSubject(coarse, 64_000);
  const state: State = { ...freshState(60, 4), played: addRange(freshState(60, 4).played, 60, 0, 44), position: 44 };
  const standing = own.standing(whole({ one: state }, { at: "one" }), 5, "one");
  assert.deepEqual([standing.progress, standing.segments], [0.5, [[0, 30]]]);
  const back = own.decode(standing.text)?.modules["one"];
  assert.deepEqual([back?.position, back?.played.slices, back?.played.rest], [30, 4, []]);
  const [first] = coarse;
  assert.equal(first && moduleSubject(first).told({ ...found, position: 44 })?.position, 30);
  assert.equal(own.decode(subject.encode(whole({ one: done })))?.modules["one"]?.played.slices, 4);
});

test("a copy of a state shares nothing with it", () => {
  const begun = { ...half, played: addRange(half.played, 60, 40, 40.05) };
  const copy = copied(begun);
  assert.deepEqual(copy, begun);
  assert.ok(copy.played.bits !== begun.played.bits && copy.played.rest !== begun.played.rest);
  assert.ok(copy.played.rest[0] !== begun.played.rest[0] && copy.acknowledged !== begun.acknowledged);
});

test("the whole is complete once every module is, and stays so", () => {
  const two = subject.settled(whole({ one: done, two: done }), NOTHING, null, 5);
  assert.deepEqual([two.completed, subject.completions(two)], [false, 2]);
  const all = subject.settled(whole({ one: done, two: done, three: { ...done, completed: false } }), NOTHING, null, 5);
  assert.deepEqual([all.completed, all.modules["three"]?.completed, subject.completions(all)], [true, true, 4]);
  assert.equal(subject.settled(whole({}), NOTHING, { ...all, modules: {} }, 5).completed, true);
});

test("what the page calls complete is judged again", () => {
  const strict = subject.under({ ...found, mastery: 1 });
  const settled = strict.settled(whole({ one: { ...done, score: 0.5 } }), NOTHING, null, 5);
  assert.equal(settled.modules["one"]?.completed, false);
});

test("the mean that the build asks for all lowers no module's own share, another score does", () => {
  const asks = (id: string, questions: number): Content => ({ ...named(id), criteria: { ...content.criteria, questions } });
  const mixed = wholeSubject([asks("one", 0.6), asks("two", 1)], 64_000);
  const complete = (mastery: number): boolean | undefined =>
    mixed.under({ ...found, mastery }).settled(whole({ two: { ...done, score: 0.8 } }), NOTHING, null, 5).modules["two"]?.completed;
  assert.deepEqual([complete(0.8), complete(0.7)], [false, true]);
});

test("the LMS is told of the whole, and of each module as an objective", () => {
  const standing = subject.standing(whole({ one: done, two: half }, { at: "two" }), 12);
  assert.deepEqual(
    [standing.completed, standing.passed, standing.score, Math.round(standing.progress * 100)],
    [false, null, null, 50],
  );
  assert.deepEqual(
    standing.objectives.map(({ id, completed, passed, score }) => [id, completed, passed, score]),
    [["one", true, true, 1], ["two", false, null, null], ["three", false, null, null]],
  );
  assert.equal(standing.at?.module, "two");
  assert.equal(subject.standing(whole({ two: half }), 1, "two").progress, 0.5);
});

test("no score says the contrary of the verdict", () => {
  const score = (value: number): State => ({ ...done, completed: false, score: value });
  const all = subject.standing(whole({ one: score(1), two: score(0.5), three: score(1) }), 1);
  assert.deepEqual([all.passed, Math.round((all.score ?? 0) * 1000)], [true, 833]);
  const failed = subject.standing(whole({ one: score(1), two: score(0.25), three: score(1) }), 1);
  assert.deepEqual([failed.passed, failed.score], [false, 0.25]);
});

function eight(duration: number, change: Partial<State> = {}): [Content[], Whole] {
  const modules = Array.from({ length: 8 }, (_, at) => {
    const module = named(`a-module-with-a-long-name-number-${at}`);
    return { ...module, video: { ...module.video, duration } };
  });
  let played = freshState(duration).played;
  for (let at = 0; at < duration; at += 2) played = addRange(played, duration, at, at + 1);
  const states = modules.map(({ module }) => [module.id, { ...done, played, seconds: 99_999, ...change }] as const);
  return [modules, whole(Object.fromEntries(states))];
}

test("eight modules of three minutes fit into SCORM 1.2 whole, however they were watched", () => {
  const [modules, states] = eight(180);
  const text = wholeSubject(modules, 64_000).encode(states);
  assert.ok(text.length <= 4096, `${text.length} characters`);
});

test("of longer ones the complete keep their completion and lose what was played", () => {
  const [modules, states] = eight(900);
  const subject = wholeSubject(modules, 4096);
  const last = modules.at(-1)?.module.id ?? "";
  const open = { ...states.modules, [last]: { ...done, ...states.modules[last], completed: false } as State };
  const text = subject.encode({ ...states, modules: open, at: last });
  assert.ok(text.length <= 4096, `${text.length} characters`);
  const back = subject.decode(text)?.modules ?? {};
  assert.deepEqual(Object.values(back).map(({ completed }) => completed), [...Array<boolean>(7).fill(true), false]);
  assert.equal(wholeSubject(modules, 64_000).standing(whole(back), 1, last).progress > 0.4, true);
});
