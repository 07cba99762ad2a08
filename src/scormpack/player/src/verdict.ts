/** What the page says of the answers: by the criteria in force, which may not be those that a module was completed by. */

import type { Content } from "./content.ts";
import type { CriteriaStanding } from "./criteria.ts";
import { fill } from "./fill.ts";
import says from "./sentences.json" with { type: "json" };
import type { State } from "./state.ts";
import { attemptsLeft, percent } from "./words.ts";

export interface Verdict {
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether nothing of it stands before completion. */
  readonly good: boolean;
  readonly mayTry: boolean;
}

/** `taken`: the title where no right answers are asked for. */
export function verdict(content: Content, state: State, standing: CriteriaStanding, taken: string): Verdict {
  const wanted = standing.criteria.questions;
  const trying = mayTry(content, state);
  if (wanted === null) return { title: taken, lines: [], good: true, mayTry: trying };
  if (!standing.questionsLeft) return { title: "Passed", lines: [], good: true, mayTry: false };
  const rest = attemptsLeft(state.attempts, content.questions?.["attempts"] ?? 0);
  if (!state.completed) return { title: says.notPassedYet, lines: [rest], good: false, mayTry: trying };
  // A launch may ask for more than an earlier one did.
  const stays = fill(says.moreAsked, percent(wanted));
  return { title: says.completedBefore, lines: trying ? [stays, rest] : [stays], good: true, mayTry: trying };
}

/** Whether another attempt is left. */
export function mayTry(content: Content, state: State): boolean {
  const allowed = content.questions?.["attempts"] ?? 0;
  return allowed === 0 || state.attempts < allowed;
}
