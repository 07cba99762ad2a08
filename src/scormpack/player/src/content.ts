/** What the build tells the player of one module: pages/contentscript.py writes it, nothing else does. */

export interface Content {
  readonly module: {
    readonly id: string;
    readonly title: string;
    readonly series: string | null;
    readonly version: string;
    readonly language: string;
    readonly minutes: number;
    readonly audience: Audience | "all";
  };
  readonly video: {
    /** Seconds. */
    readonly duration: number;
    /** Where it has fewer slices than usual (progress.ts): the settings say so, not the content. */
    readonly slices?: number;
    readonly chapters: readonly { readonly at: number; readonly title: string }[];
    readonly transcriptCredit: boolean;
  };
  readonly captions: readonly TrackData[];
  readonly descriptions: readonly TrackData[];
  readonly aids: readonly AidData[];
  readonly questions: QuestionsData | null;
  readonly criteria: Criteria;
}

/** For whom; in a package for all the learner says. */
export type Audience = "officer" | "commander";

export interface Criteria {
  /** Share of the video, 0 to 1. */
  readonly watched: number;
  /** Share of the questions answered right, 0 to 1; null where questions are not asked. */
  readonly questions: number | null;
  /** Whether the learner must say that the briefing was watched and understood. */
  readonly attest: boolean;
}

export interface TrackData {
  readonly language: string;
  readonly label: string;
  /** Seconds, seconds, plain text, safe HTML. */
  readonly cues: readonly (readonly [number, number, string, string])[];
}

export interface AidData {
  readonly id: string;
  readonly title: string;
  readonly packet: boolean;
  readonly required: boolean;
}

export interface QuestionsData {
  /** How often the whole check may be taken; 0: without limit. */
  readonly attempts: number;
  readonly items: readonly QuestionData[];
}

export interface QuestionData {
  readonly id: string;
  readonly text: string;
  readonly several: boolean;
  readonly choices: readonly {
    readonly id: string;
    readonly text: string;
    readonly correct: boolean;
  }[];
}

/** The content with its video in as many slices as the package has room for; `slices` by module id. */
export function inSlices(content: Content, slices: Readonly<Record<string, number>> = {}): Content {
  const own = slices[content.module.id];
  return own === undefined ? content : { ...content, video: { ...content.video, slices: own } };
}

declare global {
  interface Window {
    scormpackContent?: Content;
  }
}
