/** Prints how long the player says that texts can be, for the Python that reckons it too (tests/test_suspend.py). */

import { longest } from "../src/bookmark.ts";
import type { Content } from "../src/content.ts";
import { sliceCount } from "../src/progress.ts";
import { longestWhole } from "../src/wholetext.ts";
import { content, one } from "./sample.ts";
import { random } from "./seeded.ts";

interface Module {
  readonly duration: number;
  readonly slices: number;
  readonly aids: number;
  /** How many choices each question has. */
  readonly questions: readonly number[];
}

const next = random(9);
const below = (limit: number): number => Math.floor(next() * limit);

function anyModule(): Module {
  const duration = Math.round((0.05 + next() ** 4 * 40_000) * 1000) / 1000;
  const slices = next() < 0.5 ? sliceCount(duration) : 1 + below(sliceCount(duration));
  return { duration, slices, aids: below(20), questions: Array.from({ length: below(9) }, () => 2 + below(9)) };
}

function contentOf({ duration, slices, aids, questions }: Module): Content {
  const aid = { id: "", title: "", packet: false, required: false };
  const choice = { id: "", text: "", correct: true };
  const items = questions.map((choices) => ({ ...one, choices: Array<typeof choice>(choices).fill(choice) }));
  return {
    ...content,
    video: { ...content.video, duration, slices },
    aids: Array<typeof aid>(aids).fill(aid),
    questions: items.length ? { attempts: 0, items } : null,
  };
}

const cases = Array.from({ length: 100 }, () => {
  const modules = Array.from({ length: 1 + below(9) }, anyModule);
  const contents = modules.map(contentOf);
  return {
    modules: modules.map((each) => ({ ...each, usual: sliceCount(each.duration) })),
    alone: contents.map(longest),
    together: longestWhole(contents),
  };
});
console.log(JSON.stringify(cases));
