/** The data types of SCORM 2004 that are its own (RTE 4.1.1.7), and what its statuses and measures say. */

import type { Objective, Standing } from "../session.ts";
import { hms } from "./scormvalues.ts";
import type { Fields } from "./scormvalues.ts";

/** Progress shown for a video that is seen whole while something else is left to do. */
const NEARLY = 0.99;

/** short_identifier_types joined as RTE 4.1.1.6 says; Moodle takes no hyphen in them. */
export function pattern(ids: readonly string[]): string {
  return ids.map((id) => id.replace(/[^\w.]/g, "_")).join("[,]");
}

/** timeinterval(second,10,2). */
export function interval(seconds: number): string {
  const [h, m, s] = hms(seconds);
  return `PT${h}H${m}M${Number(s)}S`;
}

/** time(second,10,0) with two decimals: Moodle refuses three, and Z without any. */
export function timestamp(at: Date): string {
  return `${at.toISOString().slice(0, 22)}Z`;
}

/** The field of an interaction's time; the type ends in 2038, and a clock may be wrong. */
export function timed(at: Date): Fields {
  const year = at.getUTCFullYear();
  return year >= 1970 && year < 2038 ? [["timestamp", timestamp(at)]] : [];
}

/** Where nothing is judged, complete is also passed. */
export function passedOf({ passed, completed }: Standing): boolean | null {
  return passed ?? (completed ? true : null);
}

/** "unknown" is what an LMS says that judges by a measure of its own, and no word against ours. */
export function known(status: string): string {
  return status === "unknown" ? "" : status;
}

/** The progress measure: 1 only where all is done. */
export function measured({ completed, progress }: Objective | Standing): number {
  return completed ? 1 : rounded(Math.min(NEARLY, progress));
}

export function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
