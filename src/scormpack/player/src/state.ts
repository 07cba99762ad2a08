/** What a learner has done, as the player holds it and every adapter keeps it. */

import type { Audience } from "./content.ts";
import { newPlayed, union } from "./progress.ts";
import type { Played } from "./progress.ts";

export interface State {
  /** Where the video stands, in seconds. */
  readonly position: number;
  readonly played: Played;
  /** Ids of job aids that were acknowledged. */
  readonly acknowledged: readonly string[];
  /** Answers of the attempt under way: question id to chosen choice ids. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** How many attempts at the questions were finished. */
  readonly attempts: number;
  /** Best share of questions answered right over finished attempts, 0 to 1; null before the first. */
  readonly score: number | null;
  /** Seconds spent in all sessions. */
  readonly seconds: number;
  readonly completed: boolean;
  /** What the learner of a package for all said to be. */
  readonly audience: Audience | null;
  /** Whether the learner said that the briefing was watched and understood. */
  readonly attested: boolean;
}

/** Something the learner did that a standard may want to record by itself. */
export type LearnerEvent = {
  /** Where one session has several modules: the id of that in which it was done. */
  readonly module?: string;
} & (
  | { readonly kind: "played"; readonly at: number }
  | { readonly kind: "paused"; readonly at: number }
  | { readonly kind: "seeked"; readonly from: number; readonly to: number }
  | { readonly kind: "interacted"; readonly at: number; readonly what: Readonly<Record<string, unknown>> }
  | { readonly kind: "ended"; readonly at: number }
  | { readonly kind: "acknowledged"; readonly aid: string }
  | { readonly kind: "attested" }
  /** The page of one of several modules was closed; the session goes on. */
  | { readonly kind: "left" }
  | {
      readonly kind: "answered";
      readonly question: string;
      readonly response: readonly string[];
      readonly correct: boolean;
      readonly seconds: number;
      readonly attempt: number;
    }
);

/** Nothing done yet; `slices` of the video where the build has room for fewer than usual. */
export function freshState(duration: number, slices?: number): State {
  return {
    position: 0,
    played: newPlayed(duration, slices),
    acknowledged: [],
    answers: {},
    attempts: 0,
    score: null,
    seconds: 0,
    completed: false,
    audience: null,
    attested: false,
  };
}

/**
 * The most of two records of one learner; nothing is lowered.
 * Place, open answers and audience are those of the record with more time spent: the later one.
 */
export function merge(a: State, b: State, duration: number): State {
  const [later, earlier] = b.seconds >= a.seconds ? [b, a] : [a, b];
  return {
    // A page that waits for the LMS has spent time, and been nowhere yet.
    position: later.position || earlier.position,
    played: union(a.played, b.played, duration),
    acknowledged: [...new Set([...a.acknowledged, ...b.acknowledged])],
    answers: later.answers,
    attempts: Math.max(a.attempts, b.attempts),
    score: best(a.score, b.score),
    seconds: later.seconds,
    completed: a.completed || b.completed,
    audience: later.audience ?? earlier.audience,
    attested: a.attested || b.attested,
  };
}

function best(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
