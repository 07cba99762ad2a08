/** What a learner has done in a series that one session records. */

import type { Audience } from "./content.ts";
import type { State } from "./state.ts";

export interface Whole {
  /** By module id; a module that was never opened is missing. */
  readonly modules: Readonly<Record<string, State>>;
  /** The id of the module that was opened last. */
  readonly at: string | null;
  /** Seconds spent in all sessions, the menu included. */
  readonly seconds: number;
  readonly completed: boolean;
  /** What the learner of a package for all said to be. */
  readonly audience: Audience | null;
}

export const NOTHING: Whole = { modules: {}, at: null, seconds: 0, completed: false, audience: null };

/** A copy that shares nothing with the frame it came from, which may be gone tomorrow. */
export function copied(state: State): State {
  const { played } = state;
  const answers = Object.entries(state.answers).map(([id, chosen]) => [id, [...chosen]]);
  return {
    ...state,
    played: { ...played, bits: [...played.bits], rest: played.rest.map(([from, to]) => [from, to]) },
    acknowledged: [...state.acknowledged],
    answers: Object.fromEntries(answers) as State["answers"],
  };
}
