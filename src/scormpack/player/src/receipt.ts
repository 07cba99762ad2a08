/**
 * The receipt: one line that tells a training coordinator what was done, and that `scormpack decode` reads.
 *
 * `sr1:` id `:` version `:` build `:` seconds of video watched `:` percent watched `:` percent right or `-` `:`
 * CRC-32 of all before it, in base 36. Ids have at most 48 characters, versions 29, so it stays far below the
 * 250 that SCORM 2004 takes as a response (4.2.9, fill-in), and has none of the brackets and braces that mean
 * something there.
 */

import { crc32 } from "./checksum.ts";
import type { Content } from "./content.ts";
import { scoreOf, standing } from "./criteria.ts";
import type { State } from "./state.ts";

/** What a receipt is made out for: a module or a series, in one build. */
export interface Issue {
  readonly id: string;
  readonly version: string;
  readonly build: string;
}

/** A module and what was done in it. */
export type Done = readonly [Content, State];

/** null unless each module's completion is borne out by what is known of it; `score` of them all, 0 to 1. */
export function receipt({ id, version, build }: Issue, done: readonly Done[], score: number | null): string | null {
  if (!done.every(borneOut)) return null;
  const length = sum(done, ([{ video }]) => video.duration);
  const seconds = sum(done, ([content, state]) => standing(content, state).watched * content.video.duration);
  const figures = [whole(seconds), whole((100 * seconds) / length), score === null ? "-" : whole(100 * score)];
  const text = ["sr1", id, version, build, ...figures].join(":");
  return `${text}:${crc32(text).toString(36)}`;
}

/** The receipt of one module. */
export function moduleReceipt(content: Content, state: State, build: string): string | null {
  const { id, version } = content.module;
  return receipt({ id, version, build }, [[content, state]], scoreOf(content, state));
}

/** Not where only the LMS's word is left, or the completion of an older video: 0 % watched would be a lie. */
function borneOut([content, state]: Done): boolean {
  return state.completed && standing(content, { ...state, completed: false }).done;
}

function sum(done: readonly Done[], value: (done: Done) => number): number {
  return done.reduce((total, each) => total + value(each), 0);
}

/** Rounded down: nobody watched more than it says. */
function whole(value: number): string {
  return String(Math.floor(value + 1e-6));
}
