/** The learner's state in this window: one place that changes it, hands it on and tells the page. */

import type { Content } from "./content.ts";
import { inForce, standing } from "./criteria.ts";
import type { CriteriaStanding } from "./criteria.ts";
import type { Keeper, Opening } from "./keeper.ts";
import { freshState, merge } from "./state.ts";
import type { LearnerEvent, State } from "./state.ts";

export type Change = Partial<Omit<State, "completed" | "seconds">>;
type Listener = (state: State, standing: CriteriaStanding) => void;

export interface Store {
  state(): State;
  standing(): CriteriaStanding;
  change(change: Change, urgency: "routine" | "now"): void;
  note(event: LearnerEvent): void;
  /** Whether it is for the learner to say who takes the module; no before the launch could have said it. */
  chooses(): boolean;
  /** As the keeper's. */
  waits(): boolean;
  /** Called at once and after every change. */
  watch(listener: Listener): void;
  /** What the LMS held arrives, maybe after the learner has begun. */
  opened(opening: Opening): void;
}

/** What was kept and what was done before it arrived; place, answers and audience are those of this window. */
export function joined(kept: State, here: State, duration: number): State {
  return {
    ...merge(kept, here, duration),
    position: here.position > 0 ? here.position : kept.position,
    answers: { ...kept.answers, ...here.answers },
    audience: here.audience ?? kept.audience,
  };
}

export function createStore(build: Content, keeper: Keeper): Store {
  const listeners: Listener[] = [];
  let content = build;
  let state = freshState(content.video.duration, content.video.slices);
  let records = true;
  let launched = false;
  const settle = (urgency: "routine" | "now"): void => {
    const now = standing(content, state);
    const completes = now.done && !state.completed;
    if (completes) state = { ...state, completed: true };
    if (records) keeper.update(state, completes ? "now" : urgency);
    for (const listener of listeners) listener(state, now);
  };
  return {
    state: () => state,
    standing: () => standing(content, state),
    change(change, urgency) {
      state = { ...state, ...change };
      settle(urgency);
    },
    note(event) {
      if (records) keeper.note(event);
    },
    waits: () => keeper.waits,
    chooses: () => launched && content.module.audience === "all",
    watch(listener) {
      listeners.push(listener);
      listener(state, standing(content, state));
    },
    opened(opening) {
      records = opening.mode === "normal";
      launched = true;
      content = inForce(build, opening);
      // What was complete by the build's criteria alone is judged again; what was stored stays.
      state = joined(opening.state, { ...state, completed: false }, content.video.duration);
      settle("routine");
    },
  };
}
