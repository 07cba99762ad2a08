/** What the keeper hands to a session, for tests that drive a session alone. */

import { moduleSubject } from "../src/modulesubject.ts";
import type { Standing } from "../src/session.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { content } from "./sample.ts";

export const REGISTRATION = "8b2cf5d3-6e4b-4d57-9a0e-4c2a0e0f6a11";

/** Of the sample module, which is 60 s long. */
export function record(change: Partial<State>, more: Partial<Standing> = {}): Standing {
  const state = { ...freshState(60), ...change };
  const own = moduleSubject(content).standing(state, 5);
  return { ...own, passed: null, exhausted: false, totalSeconds: 7, ...more };
}

/** A completion with all that it is written with. */
export const done: Standing = {
  text: "sp1.a.bookmark.long.enough", position: 1, progress: 1, watched: true, completed: true, scored: true, score: 0.5,
  passed: true, exhausted: false, segments: [], sessionSeconds: 1, totalSeconds: 1,
  receipt: "sr1:sample:1.0.0:0123456789ab:60:100:50:abc", objectives: [],
};
