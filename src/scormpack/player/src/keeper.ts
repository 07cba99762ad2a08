/** What the page asks of whoever keeps the record; `createKeeper` makes it around a Session. */

import type { Env } from "./env.ts";
import { RecordKeeper } from "./recordkeeper.ts";
import type { Asked, Session } from "./session.ts";
import type { Settings } from "./settings.ts";
import type { LearnerEvent, State } from "./state.ts";
import type { Subject } from "./subject.ts";

/** What a session begins with; what the launch asks for is in it. `S`: a module's state, or a series'. */
export interface Opening<S = State> extends Asked {
  /** What was kept of earlier sessions, or a fresh state. */
  readonly state: S;
  /** True where an earlier session was found. */
  readonly resumed: boolean;
  /** "normal" records; "review" and "browse" record nothing. */
  readonly mode: "normal" | "review" | "browse";
  /**
   * False where no LMS was found, or none is meant (web), or the module is only looked at.
   * True also while the LMS is still being looked for: `onSave` tells how that ended.
   */
  readonly recording: boolean;
  /** Whether captions were asked for or refused by the LMS's learner preferences; null: no word. */
  readonly captions: boolean | null;
  /** Whether the LMS asks to mute (cmi5 audioPreference "off"). */
  readonly muted: boolean;
}

/** What the footer says. `at` is a wall-clock time for display. */
export type SaveState =
  | { readonly kind: "opening" }
  | {
      readonly kind: "not-recording";
      readonly why: "web" | "no-lms" | "ended" | "review" | "browse" | "second-window";
    }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: Date }
  /** Accepted, but the LMS does not let it be read back: say "Sent", never "Saved". */
  | { readonly kind: "sent"; readonly at: Date }
  /** `final`: not before the next launch, which sends what is missing. */
  | { readonly kind: "not-saved"; readonly why: string; readonly final: boolean };

export interface Keeper<S = State> {
  /** Finds the LMS, reads what it holds; never rejects. */
  open(): Promise<Opening<S>>;
  /** Called where an LMS is found only after `open` had answered without it: show its state too. */
  onLateOpening(listener: (opening: Opening<S>) => void): void;
  /** The state has changed; "now" for completion, an acknowledgement, an answer; else "routine". */
  update(state: S, urgency: "routine" | "now"): void;
  note(event: LearnerEvent): void;
  /** Called at once with the present state and after every change. */
  onSave(listener: (state: SaveState) => void): void;
  /** The receipt that the LMS is given in this session; null until all is complete, and for what has none of its own. */
  receipt(): string | null;
  /** Save and exit: resolves when the answer is there, or after 10 s with not-saved. */
  exit(): Promise<SaveState>;
  /** Whether the LMS has still to say what was done before, which may be that no attempt is left. */
  readonly waits: boolean;
}

/** A keeper of the subject's record around `session`; it alone decides when is written. */
export function createKeeper<S>(
  session: Session,
  subject: Subject<S>,
  settings: Settings,
  env: Env,
): Keeper<S> {
  return new RecordKeeper(session, subject, settings, env);
}
