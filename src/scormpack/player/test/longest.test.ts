/** The longest text that there can be, which the build holds against what an LMS keeps (RUNTIME F31). */

import assert from "node:assert/strict";
import { test } from "node:test";
import { encode, longest } from "../src/bookmark.ts";
import { requiredAids } from "../src/criteria.ts";
import type { AidData, Content, QuestionData } from "../src/content.ts";
import { addRange, newPlayed, sliceCount } from "../src/progress.ts";
import type { Played } from "../src/progress.ts";
import type { State } from "../src/state.ts";
import type { Whole } from "../src/whole.ts";
import { encodeWhole, longestWhole } from "../src/wholetext.ts";
import { content, one } from "./sample.ts";
import { random } from "./seeded.ts";

const HUGE = Number.MAX_VALUE;

/** A module with so many job aids, questions of so many choices, and seconds of video in so many slices. */
function made(id: string, aids: number, questions: number, choices: number, duration: number, slices?: number): Content {
  const aid = (at: number): AidData => ({ id: `aid-${at}`, title: "Card", packet: at % 2 === 1, required: at % 3 > 0 });
  const choice = { text: "This", correct: true };
  const item = (at: number): QuestionData => ({
    ...one, id: `q-${at}`, choices: Array.from({ length: choices }, (_, each) => ({ ...choice, id: `c-${each}` })),
  });
  return {
    ...content,
    module: { ...content.module, id, audience: "all" },
    video: { ...content.video, duration, ...(slices === undefined ? {} : { slices }) },
    aids: Array.from({ length: aids }, (_, at) => aid(at)),
    questions: questions === 0 ? null : { attempts: 0, items: Array.from({ length: questions }, (_, at) => item(at)) },
  };
}

/** No two neighbours alike, and the last slice played: no runs, and no bits that can be left out. */
function alternating({ video }: Content): Played {
  const { slices, bits } = newPlayed(video.duration, video.slices);
  const last = slices - 1;
  return { slices, bits: bits.map((_, at) => at % 2 === last % 2), rest: [] };
}

/** All that can be done, in numbers of most digits. */
function fullest(module: Content, seconds: number): State {
  const answers = (module.questions?.items ?? []).map(({ id, choices }) => [id, choices.map((each) => each.id)]);
  return {
    position: HUGE,
    played: alternating(module),
    acknowledged: module.aids.map(({ id }) => id),
    answers: Object.fromEntries(answers) as State["answers"],
    attempts: HUGE,
    score: 1,
    seconds,
    completed: true,
    audience: "commander",
    attested: true,
  };
}

function anyModule(next: () => number, at: number): Content {
  const up = (to: number): number => Math.floor(next() * to);
  const duration = 1 + next() * (next() > 0.5 ? 600 : 80_000);
  const slices = next() > 0.5 ? Math.max(1, up(sliceCount(duration))) : undefined;
  return made(`module-${at}-${up(1e6)}`, up(30), up(12), 2 + up(8), duration, slices);
}

function anyState(next: () => number, module: Content): State {
  const full = fullest(module, next() * 1e12);
  if (next() > 0.7) return full;
  let { played } = next() > 0.5 ? full : { played: newPlayed(module.video.duration, module.video.slices) };
  for (let round = 0; round < next() * 60; round++) {
    const from = next() * module.video.duration;
    played = addRange(played, module.video.duration, from, from + (next() * module.video.duration) / 50);
  }
  return {
    ...full,
    played,
    acknowledged: requiredAids(module, next() > 0.5 ? "officer" : "commander"),
    answers: {},
    attempts: Math.floor(next() * 5),
    score: next() > 0.5 ? next() : null,
    completed: next() > 0.5,
    audience: null,
    attested: next() > 0.5,
  };
}

test("no state of any module has a longer text", () => {
  const next = random(7);
  for (let round = 0; round < 400; round++) {
    const module = anyModule(next, 0);
    const text = encode(anyState(next, module), module);
    assert.ok(text.length <= longest(module), `${text.length} of ${longest(module)}: ${text}`);
  }
});

test("nor one of any series, which needs nothing left out", () => {
  const next = random(8);
  for (let round = 0; round < 60; round++) {
    const modules = Array.from({ length: 1 + Math.floor(next() * 9) }, (_, at) => anyModule(next, at));
    const states = Object.fromEntries(modules.map((each) => [each.module.id, anyState(next, each)]));
    const whole: Whole = { modules: states, at: null, seconds: next() * 1e12, completed: true, audience: "commander" };
    const most = longestWhole(modules);
    const text = encodeWhole(whole, modules, most);
    assert.ok(text.length <= most);
    assert.equal(text, encodeWhole(whole, modules, Number.POSITIVE_INFINITY));
  }
});

/** Ids and seconds are tried until each checksum has all its digits; 17 hours of video take six. */
const TRIED = Array.from({ length: 60 }, (_, at) => 1e9 + at);
const LONG = TRIED.map((at) => made(`module-${at}`, 1 + at % 40, 3, 5, 61_200, 61));

function series(modules: readonly Content[], seconds: number): string {
  const states = modules.map((each) => [each.module.id, fullest(each, seconds)] as const);
  const whole: Whole = { modules: Object.fromEntries(states), at: null, seconds, completed: true, audience: "commander" };
  return encodeWhole(whole, modules, Number.POSITIVE_INFINITY);
}

test("one state of a module has it, and one of a series", () => {
  const attained = LONG.filter((module, at) => encode(fullest(module, TRIED[at] ?? 0), module).length === longest(module));
  assert.ok(attained.length > 0);
  const alone = LONG.filter((module) => TRIED.some((seconds) => series([module], seconds).length === longestWhole([module])));
  const two = alone.slice(0, 2);
  assert.equal(two.length, 2);
  assert.equal(Math.max(...TRIED.map((seconds) => series(two, seconds).length)), longestWhole(two));
});
