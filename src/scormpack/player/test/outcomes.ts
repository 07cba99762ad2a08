/** How a learner can stand (RUNTIME F43), each lived through by the real keeper; the names are those of the pages. */

import type { Content } from "../src/content.ts";
import { addRange } from "../src/progress.ts";
import type { State } from "../src/state.ts";
import type { Learner } from "./moments.ts";
import { half, whole } from "./fakes/page.ts";
import { content } from "./sample.ts";

const seen: State = { ...whole, attempts: 0, score: null };
const failed: State = { ...seen, attempts: 1, score: 0 };
const exhausted: State = { ...seen, attempts: 2, score: 0 };
const passed: State = { ...seen, attempts: 1, score: 0.5 };

const nothingAsked: Content = { ...content, questions: null, criteria: { ...content.criteria, questions: null } };
const practice: Content = { ...content, criteria: { ...content.criteria, questions: null } };
const moreAttempts: Content = { ...content, questions: { items: content.questions?.items ?? [], attempts: 3 } };

/** Ends before *Save and exit*. */
export type Outcome = (learner: Learner) => Promise<void>;

const now = (state: State, module = content): Outcome => async (learner) => {
  await learner.begin(module);
  await learner.does(state);
};

const then = (first: State, second: State, module = content): Outcome => async (learner) => {
  await now(first)(learner);
  await learner.exit();
  await now(second, module)(learner);
};

export const OUTCOMES: Readonly<Record<string, Outcome>> = {
  "Opened, not done": now(half),
  "All done but the questions": now(seen),
  "Attempt failed, another is left": now(failed),
  "Questions passed, video not watched": now({ ...half, attempts: 1, score: 1 }),
  "All attempts failed": now(exhausted),
  "Complete, questions passed": now(passed),
  "Complete, no questions asked": now(seen, nothingAsked),
  "Complete, practice questions half right": now(passed, practice),
  "Attempt failed, left, passed at the next launch": then(failed, { ...passed, attempts: 2 }),
  "Complete, opened again, worse": then(whole, { ...half, played: addRange(half.played, 60, 0, 1), attempts: 2, score: 0 }),
  "All attempts failed, a new build allows another, passed": then(exhausted, { ...passed, attempts: 3 }, moreAttempts),
};
