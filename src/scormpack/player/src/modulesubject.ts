/** One module as the subject of a record. */

import { decode, encode } from "./bookmark.ts";
import type { Content } from "./content.ts";
import { inForce, scoreOf, standing } from "./criteria.ts";
import { ranges, sliceStart } from "./progress.ts";
import { moduleReceipt } from "./receipt.ts";
import type { Objective, Standing } from "./session.ts";
import type { Settings } from "./settings.ts";
import { freshState, merge } from "./state.ts";
import type { State } from "./state.ts";
import type { Subject } from "./subject.ts";

/** Without a build there is no receipt; `objective` where the manifest declares one. */
type Made = Partial<Pick<Settings, "build" | "objective">>;

export function moduleSubject(content: Content, made: Made = {}): Subject<State> {
  const { duration, slices } = content.video;
  const { build, objective } = made;
  return {
    under: (asked) => moduleSubject(inForce(content, asked), made),
    fresh: () => freshState(duration, slices),
    merge: (a, b) => merge(a, b, duration),
    encode: (state) => encode(state, content),
    decode: (text) => decode(text, content),
    told: ({ completed, position }) => {
      if (!completed && position === null) return null;
      const place = sliceStart(duration, Math.min(position ?? 0, duration), slices);
      return { ...freshState(duration, slices), position: place, completed };
    },
    settled: (given, before, kept, seconds) => {
      const total = (kept?.seconds ?? 0) + Math.round(seconds);
      const own = { ...given, seconds: total, completed: false };
      const all = kept === null ? own : merge(kept, own, duration);
      return { ...all, completed: before.completed || standing(content, all).done };
    },
    completions: (state) => Number(state.completed),
    standing: (state, seconds) => {
      const figures = figuresOf(content, state);
      return {
        ...figures,
        text: encode(state, content),
        sessionSeconds: seconds,
        totalSeconds: state.seconds,
        receipt: build === undefined ? null : moduleReceipt(content, state, build),
        objectives: objective === undefined ? [] : [objectiveOf(objective, figures)],
      };
    },
  };
}

/** What a standing says of a module beside its text and times. */
export type Figures = Omit<Standing, "text" | "sessionSeconds" | "totalSeconds" | "receipt" | "at" | "objectives">;

export function figuresOf(content: Content, state: State): Figures {
  const { watched, watchedDone, passed, exhausted } = standing(content, state);
  return {
    position: state.position,
    progress: watched,
    watched: watchedDone && watched > 0,
    completed: state.completed,
    scored: content.criteria.questions !== null,
    score: scoreOf(content, state),
    passed,
    exhausted,
    segments: ranges(state.played, content.video.duration),
  };
}

/** Sequencing reads whether it is satisfied, which is whether the module is complete. */
function objectiveOf(id: string, { completed, score, progress }: Figures): Objective {
  return { id, completed, passed: completed ? true : null, score, progress };
}
