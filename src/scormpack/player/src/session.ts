/** All that the player knows of an LMS. One implementation a standard, in adapters/. */

import type { Audience } from "./content.ts";
import says from "./sentences.json" with { type: "json" };
import type { LearnerEvent } from "./state.ts";

/** What a launch asks for instead of what the build says. */
export interface Asked {
  /** The share of questions right, 0 to 1; null: no word, the build's holds. */
  readonly mastery: number | null;
  /** For whom this launch is; null: no word, the learner says. */
  readonly audience: Audience | null;
}

/** What the LMS said at a launch. */
export interface Found extends Asked {
  readonly mode: "normal" | "review" | "browse";
  /** The text that `store` was last given in an earlier session, as the LMS gives it back. */
  readonly text: string | null;
  /** Seconds into the video, where the LMS keeps a location of its own; for a text that is damaged. */
  readonly position: number | null;
  /** Whether the LMS itself says that the module is complete. */
  readonly completed: boolean;
  /** Ids of the objectives that the LMS holds as completed, where one session has several modules. */
  readonly objectives?: readonly string[];
  /** A stable key of this learner at this LMS, to keep journals apart; never shown. */
  readonly learner: string;
  readonly captions: boolean | null;
  readonly muted: boolean;
}

/** How one objective that the LMS keeps stands: a module, where one session has several. */
export interface Objective {
  /** As the manifest declares it, or a module's id. */
  readonly id: string;
  readonly completed: boolean;
  /** null where nothing is judged, or may still be judged better. */
  readonly passed: boolean | null;
  /** Share of questions right, 0 to 1; null where nothing is scored yet. */
  readonly score: number | null;
  /** 0 to 1. */
  readonly progress: number;
}

/** Where the video of one of several modules stands; as in Standing. */
export interface Place {
  readonly module: string;
  readonly position: number;
  readonly progress: number;
  readonly segments: readonly (readonly [number, number])[];
}

/** What is to be true in the LMS after a write. */
export interface Standing {
  /** The bookmark, already encoded; never longer than the build has seen fit (suspend.py). */
  readonly text: string;
  /** Seconds into the video, for LMSs with a location of their own. */
  readonly position: number;
  /** Share watched, 0 to 1. */
  readonly progress: number;
  /** Whether the share of the video that is asked for was played; never before some of it was. */
  readonly watched: boolean;
  readonly completed: boolean;
  /** Whether questions count: what no score is known of has one all the same. */
  readonly scored: boolean;
  /** Share of questions right, 0 to 1, once judged; null where nothing is scored or judged yet. */
  readonly score: number | null;
  /** null where there are no questions or no judgement yet. */
  readonly passed: boolean | null;
  /** Whether the questions are failed for good: no attempt is left. */
  readonly exhausted: boolean;
  /** The parts of the video played, in seconds. */
  readonly segments: readonly (readonly [number, number])[];
  /** Seconds of this session so far. */
  readonly sessionSeconds: number;
  /** Seconds of all sessions so far. */
  readonly totalSeconds: number;
  /** Where one session has several modules: the one that was opened last, and how it stands. */
  readonly at?: Place;
  /** What was done, in a line to keep and to look up (receipt.ts); null until it is complete. */
  readonly receipt: string | null;
  /** For LMSs that keep objectives; empty where the module alone says all. */
  readonly objectives: readonly Objective[];
}

/** `confirmed`: read back as written. `unverifiable`: accepted, but cannot be read back. */
export type Stored = "confirmed" | "unverifiable";

/**
 * The LMS refused or did not answer; `final` where no retry can help (session gone); `person` where the session
 * is another learner's by now.
 */
export class SessionError extends Error {
  readonly final: boolean;
  readonly person: boolean;

  constructor(message: string, final = false, person = false) {
    super(message);
    this.final = final;
    this.person = person;
  }
}

/** The LMS ended this launch before, as many do when the page is reloaded. */
export class EndedError extends SessionError {
  constructor(final = true) {
    super(says.reloadEnded, final);
  }
}

export interface Session {
  /**
   * What a confirmation is worth. "store": the store itself gave it. "api": read back from an API, which
   * may answer from memory and still fail to store. "nothing": no LMS is meant.
   */
  readonly keeps: "store" | "api" | "nothing";
  /**
   * What the launch says by itself, for as long as the LMS does not answer: who learns, and how it is judged.
   * null where it says none of it, or nothing is to be recorded. Not of an API, which comes with the page.
   */
  readonly launched?: Found | null;
  /** What the last `store` found to be written by another window or device, and merged; null: nothing. */
  readonly theirs?: string | null;
  /** Finds the LMS and opens the session. Rejects with SessionError where there is none. */
  open(): Promise<Found>;
  /** Writes what differs from what the LMS holds, commits, reads back. Rejects with SessionError. */
  store(record: Standing): Promise<Stored>;
  /** Records an event by itself where the standard has a place for it. Never rejects. */
  note(event: LearnerEvent, record: Standing): void;
  /** The page is hidden or going: last chance for what is pending; synchronous where it can be. */
  hide(record: Standing, leaving: boolean): void;
  /** Ends the session on the learner's wish. Rejects with SessionError. */
  close(record: Standing): Promise<Stored>;
  /** Goes where the LMS wants the learner after `close`, if it said so. */
  leave(): void;
}
