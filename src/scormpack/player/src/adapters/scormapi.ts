/** What SCORM 1.2 and 2004 share: finding the API, calling it, and reading its answers. */

import { attempt } from "../attempt.ts";
import says from "../sentences.json" with { type: "json" };
import { SessionError } from "../session.ts";

/** Parents searched; SCORM's own sample stops at 7 (1.2) or 500 (2004), and LMS frames nest up to 20. */
const MOST_PARENTS = 40;
const MOST_OPENERS = 3;
/** Seconds that an LMS may take to put its API there. */
const APPEARS_WITHIN = 30;
const FIRST_WAIT = 100;
const LONGEST_WAIT = 1000;

/** An LMS's API object: functions by name, in truth anything. */
export type ScormApi = Readonly<Record<string, unknown>>;

export type Wait = (milliseconds: number) => Promise<void>;

/** The part of `Window` that is searched. */
export interface Frame {
  readonly parent: Frame | null;
  readonly opener: unknown;
}

/** Looks in the window, its parents and then its openers, skipping what throws; null if nowhere. */
export function findApi(start: Frame, name: string, method: string): ScormApi | null {
  let window: Frame | null = start;
  for (let hop = 0; window !== null && hop <= MOST_OPENERS; hop++) {
    const found = inChain(window, name, method);
    if (found !== null) return found;
    window = opener(window);
  }
  return null;
}

/** As `findApi`, again and again for 30 s. */
export async function awaitApi(
  find: () => ScormApi | null,
  wait: Wait,
  within = APPEARS_WITHIN,
): Promise<ScormApi> {
  let pause = FIRST_WAIT;
  for (let waited = 0; ; waited += pause) {
    const api = find();
    if (api !== null) return api;
    if (waited >= within * 1000) throw new SessionError(says.apiNotFound);
    if (waited > 0) pause = Math.min(LONGEST_WAIT, pause * 2);
    await wait(pause);
  }
}

/** What a function answers that is not there, or throws: no text, and neither yes nor no. */
export const BROKEN = Symbol();

/** Calls `method`. */
export function callApi(api: ScormApi, method: string, ...args: readonly string[]): unknown {
  try {
    return (api[method] as (...all: readonly string[]) => unknown)(...args);
  } catch {
    return BROKEN;
  }
}

/** LMSs answer true, "true", "TRUE", 1 or "1"; null where the answer says neither yes nor no. */
export function truth(answer: unknown): boolean | null {
  const text = asText(answer).trim().toLowerCase();
  if (text === "true" || text === "1") return true;
  if (text === "false" || text === "0") return false;
  return null;
}

/** A value as text: numbers come for strings, null and undefined for nothing. */
export function asText(answer: unknown): string {
  // An object of another origin, or one that has no text, throws.
  return attempt(() => (answer === BROKEN ? "" : String(answer ?? ""))) ?? "";
}

/** 0 for anything that is no error code. */
export function errorCode(answer: unknown): number {
  const code = Number(asText(answer));
  return Number.isInteger(code) && code > 0 ? code : 0;
}

/** "" also for what scripts of LMSs make of no value. */
export function meant(value: string): string {
  return value === "null" || value === "undefined" ? "" : value;
}

/** 1.2's 201 to 203, and of both editions 351 and 4xx, are errors of an argument or an element. */
export function ofAnElement(code: number): boolean {
  return (code >= 201 && code <= 203) || code === 351 || (code >= 400 && code < 500);
}

function inChain(start: Frame, name: string, method: string): ScormApi | null {
  const seen = new Set<Frame>();
  let frame: Frame | null = start;
  while (frame !== null && !seen.has(frame) && seen.size <= MOST_PARENTS) {
    const found = apiOf(frame, name, method);
    if (found !== null) return found;
    seen.add(frame);
    frame = parent(frame);
  }
  return null;
}

/** A page of another origin throws on any access but those to parent and opener. */
function apiOf(frame: Frame, name: string, method: string): ScormApi | null {
  const found = attempt(() => {
    const api = (frame as unknown as Record<string, unknown>)[name] as ScormApi | null | undefined;
    return typeof api?.[method] === "function" ? api : null;
  });
  return found ?? null;
}

function parent(frame: Frame): Frame | null {
  return attempt(() => frame.parent) ?? null;
}

function opener(frame: Frame): Frame | null {
  return attempt(() => (top(frame).opener ?? frame.opener) as Frame | null) ?? null;
}

/** A frame has no opener of its own; the window that it is in may. */
function top(frame: Frame): Frame {
  let last = frame;
  for (let hop = 0; hop <= MOST_PARENTS; hop++) {
    const next = parent(last);
    if (next === null || next === last) break;
    last = next;
  }
  return last;
}
