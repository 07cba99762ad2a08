/** What the ADL video profile asks of a statement beyond its template. */

import type { Place } from "../session.ts";
import type { LearnerEvent } from "../state.ts";

const X = "https://w3id.org/xapi/video/extensions/";
export const SESSION_ID = `${X}session-id`;

/** Where a video stands. */
export type Played = Omit<Place, "module">;

export type Extensions = Readonly<Record<string, unknown>>;

/** Verb, and the extensions of its result and context. */
export interface VideoStep {
  readonly verb: string;
  readonly result: Extensions;
  readonly context: Extensions;
}

const SETTINGS: Readonly<Record<string, string>> = {
  captions: `${X}cc-subtitle-enabled`,
  fullScreen: `${X}full-screen`,
  speed: `${X}speed`,
  volume: `${X}volume`,
};

/** The statement that an event of the video makes; null where the profile has none. */
export function videoStep(event: LearnerEvent, record: Played): VideoStep | null {
  switch (event.kind) {
    case "played":
      return { verb: "played", result: { [`${X}time`]: milli(event.at) }, context: {} };
    case "paused":
      return { verb: "paused", result: stopped(event.at, record), context: {} };
    case "seeked":
      return {
        verb: "seeked",
        result: { [`${X}time-from`]: milli(event.from), [`${X}time-to`]: milli(event.to) },
        context: {},
      };
    case "interacted":
      return {
        verb: "interacted",
        result: { [`${X}time`]: milli(event.at) },
        context: renamed(event.what),
      };
    default:
      return null;
  }
}

/** Time, progress and played segments: for paused, completed and terminated. */
export function stopped(at: number, record: Played): Extensions {
  const segments = record.segments.map(([from, to]) => `${from.toFixed(3)}[.]${to.toFixed(3)}`);
  return {
    [`${X}time`]: milli(at),
    [`${X}progress`]: milli(record.progress),
    [`${X}played-segments`]: segments.join("[,]"),
  };
}

function renamed(what: Extensions): Extensions {
  const known = Object.entries(what).flatMap(([name, value]) => {
    const id = SETTINGS[name];
    return id === undefined ? [] : [[id, value] as const];
  });
  return Object.fromEntries(known);
}

function milli(value: number): number {
  return Math.round(Math.max(0, value || 0) * 1000) / 1000;
}
