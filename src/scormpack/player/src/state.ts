/** What a learner has done, as the player holds it and every adapter keeps it. */

export interface State {
  /** Where the video stands, in seconds. */
  readonly position: number;
  /** One bit a slice of the video; see progress.ts. */
  readonly played: Uint8Array;
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
}

/** Something the learner did that a standard may want to record by itself. */
export type LearnerEvent =
  | { readonly kind: "played"; readonly at: number }
  | { readonly kind: "paused"; readonly at: number }
  | { readonly kind: "seeked"; readonly from: number; readonly to: number }
  | { readonly kind: "interacted"; readonly at: number; readonly what: Readonly<Record<string, unknown>> }
  | { readonly kind: "ended"; readonly at: number }
  | { readonly kind: "acknowledged"; readonly aid: string }
  | {
      readonly kind: "answered";
      readonly question: string;
      readonly response: readonly string[];
      readonly correct: boolean;
      readonly seconds: number;
      readonly attempt: number;
    };
