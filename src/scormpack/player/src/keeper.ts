/** What the page asks of whoever keeps the record; `createKeeper` makes it around a Session. */

import type { LearnerEvent, State } from "./state.ts";

export interface Opening {
  /** What was kept of earlier sessions, or a fresh state. */
  readonly state: State;
  /** True where an earlier session was found. */
  readonly resumed: boolean;
  /** "normal" records; "review" and "browse" record nothing. */
  readonly mode: "normal" | "review" | "browse";
  /** False where no LMS was found, or none is meant (web): the page must say so. */
  readonly recording: boolean;
  /** Whether captions were asked for or refused by the LMS's learner preferences; null: no word. */
  readonly captions: boolean | null;
  /** Whether the LMS asks to mute (cmi5 audioPreference "off"). */
  readonly muted: boolean;
}

/** What the footer says. `at` is a wall-clock time for display. */
export type SaveState =
  | { readonly kind: "opening" }
  | { readonly kind: "not-recording"; readonly why: "web" | "no-lms" | "review" | "browse" | "second-window" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: Date }
  | { readonly kind: "not-saved"; readonly why: string };

export interface Keeper {
  /** Finds the LMS, reads what it holds; never rejects. */
  open(): Promise<Opening>;
  /** The state has changed; "now" for completion, an acknowledgement, an answer; else "routine". */
  update(state: State, urgency: "routine" | "now"): void;
  note(event: LearnerEvent): void;
  /** Called at once with the present state and after every change. */
  onSave(listener: (state: SaveState) => void): void;
  /** Save and exit: resolves when the answer is there, or after 10 s with not-saved. */
  exit(): Promise<SaveState>;
}
