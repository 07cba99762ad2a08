/** Whether a module is complete, and what is left to do. */

import type { Audience, Content, Criteria } from "./content.ts";
import { share } from "./progress.ts";
import type { Asked } from "./session.ts";
import type { State } from "./state.ts";

/**
 * Shares come back from the bookmark with six digits, and authors write 0.33 or 0.3333 for a third.
 * With at most 50 questions two scores are 0.02 apart, so nothing is passed that should not be.
 */
export const TOLERANCE = 1e-5;

/** The build cuts the mean off after four digits. */
const MEAN_TOLERANCE = 2e-4;

export interface CriteriaStanding {
  /** Share of the video played, 0 to 1. */
  readonly watched: number;
  readonly watchedDone: boolean;
  /** Ids of the required job aids that are not acknowledged yet. */
  readonly aidsLeft: readonly string[];
  /** Whether questions are asked for and not yet passed. */
  readonly questionsLeft: boolean;
  /** null where questions are not asked for, or no attempt was finished. */
  readonly passed: boolean | null;
  /** Whether the questions are failed and no attempt is left. */
  readonly exhausted: boolean;
  /** For whom; null where the learner is still to say. */
  readonly audience: Audience | null;
  /** Whether the learner is still to say that the briefing was watched and understood. */
  readonly attestLeft: boolean;
  /** Complete now, or earlier: what is complete stays so. */
  readonly done: boolean;
  /** The criteria that all this was judged by. */
  readonly criteria: Criteria;
}

/**
 * The content with the criteria that hold where the LMS asks for a mastery score (cmi5 10.2.4): more or
 * less than the build. Questions that the build does not score stay so: the page never said that they count.
 */
export function inForce(build: Content, { mastery, audience }: Asked): Content {
  const content = forAudience(build, audience);
  if (mastery === null || content.criteria.questions === null) return content;
  return { ...content, criteria: { ...content.criteria, questions: mastery } };
}

/**
 * What a launch of several modules asks of each. The build has one mastery score for all, the mean of
 * theirs (formats/base.py): an LMS that gives it back asks of each module what the module asks itself.
 */
export function askedOfEach<A extends Asked>(contents: readonly Content[], asked: A): A {
  const own = contents.flatMap(({ criteria }) => (criteria.questions === null ? [] : [criteria.questions]));
  const mean = own.reduce((sum, share) => sum + share, 0) / own.length;
  const given = asked.mastery !== null && Math.abs(asked.mastery - mean) < MEAN_TOLERANCE;
  return given ? { ...asked, mastery: null } : asked;
}

/** The content of a package for all, for one of them; any other package is for whom it was built. */
export function forAudience(content: Content, audience: Audience | null): Content {
  if (audience === null || content.module.audience !== "all") return content;
  return { ...content, module: { ...content.module, audience } };
}

/** For whom the module is taken; null where the learner has not said yet. */
export function audienceOf(content: Content, state: State): Audience | null {
  return content.module.audience === "all" ? state.audience : content.module.audience;
}

/** Ids of the job aids that are to be acknowledged: those of the packet by commanders alone. */
export function requiredAids(content: Content, audience: Audience | null): string[] {
  const commander = audience === "commander";
  return content.aids.filter((aid) => aid.required && (commander || !aid.packet)).map((aid) => aid.id);
}

/** How `state` stands against the criteria of `content`. */
export function standing(content: Content, state: State): CriteriaStanding {
  const watched = share(state.played);
  const watchedDone = watched >= content.criteria["watched"] - 1e-9;
  const audience = audienceOf(content, state);
  const acknowledged = new Set(state.acknowledged);
  const aidsLeft = requiredAids(content, audience).filter((id) => !acknowledged.has(id));
  const passed = judge(content, state);
  const questionsLeft = content.criteria.questions !== null && passed !== true;
  const attestLeft = content.criteria.attest && !state.attested;
  const attempts = content.questions?.["attempts"] ?? 0;
  return {
    watched,
    watchedDone,
    aidsLeft,
    questionsLeft,
    passed,
    exhausted: questionsLeft && attempts > 0 && state.attempts >= attempts,
    audience,
    attestLeft,
    done: state.completed || (audience !== null && watchedDone && aidsLeft.length === 0 && !questionsLeft && !attestLeft),
    criteria: content.criteria,
  };
}

/** Share of the questions right; null also where they are practice: a grade of it would be of nothing. */
export function scoreOf(content: Content, state: State): number | null {
  return content.criteria.questions === null ? null : state.score;
}

function judge(content: Content, state: State): boolean | null {
  const wanted = content.criteria.questions;
  if (wanted === null || state.score === null) return null;
  return state.score >= wanted - TOLERANCE;
}
