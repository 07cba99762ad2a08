/** How values of SCORM are read and written, alike in every edition. */

import type { Found } from "../session.ts";

/** Names below an entry of a list, with their values. */
export type Fields = readonly (readonly [string, string])[];

/** Reading back: `contradicted` where the LMS shows something else than was written. */
export type Reading = "confirmed" | "unverifiable" | "contradicted";

/** The reading of one element: "" cannot be verified. */
export function reading(value: string, matches: (value: string) => boolean): Reading {
  if (value === "") return "unverifiable";
  return matches(value) ? "confirmed" : "contradicted";
}

/** The reading of the bookmark. One that was cut short (RUNTIME F32) still says what matters. */
export function textReading(value: string, text: string): Reading {
  return text !== value && text.startsWith(value) ? "unverifiable" : reading(value, (shown) => shown === text);
}

/** The reading of a number. */
export function numberReading(value: string, written: number, within: number): Reading {
  return reading(value, (shown) => Math.abs(parsed(shown) - written) < within);
}

/** Empty is normal, with credit. */
export function modeOf(mode: string, credit: string): Found["mode"] {
  const given = plain(mode);
  if (given === "review" || given === "browse") return given;
  return plain(credit) === "no-credit" ? "browse" : "normal";
}

function plain(word: string): string {
  return word.trim().toLowerCase();
}

/** The number from 0 to `most` that the LMS gives; of another's scale, or none: less than any. */
export function numberOf(value: string, most: number): number {
  const number = parsed(value);
  return number >= 0 && number <= most ? number : Number.NEGATIVE_INFINITY;
}

/** Some LMSs write numbers as the server's language does. */
function parsed(value: string): number {
  return Number.parseFloat(value.replace(",", "."));
}

/** `ours`, or what is kept already where that is more. */
export function atLeast(kept: string, ours: number, most: number): number {
  return Math.max(numberOf(kept, most), ours);
}

/** A share from 0 to 1 as a percentage with at most two decimals. */
export function percent(share: number): string {
  return String(Math.round(share * 10_000) / 100);
}

/** Seconds into the video, as text with one decimal. */
export function place(seconds: number): string {
  return (seconds > 0 ? seconds : 0).toFixed(1);
}

/** Whole hours, minutes, and seconds with two decimals; hours up to 9,999. */
export function hms(seconds: number): readonly [number, number, string] {
  const most = 9999 * 3600 + 59 * 60 + 59.99;
  const hundredths = Math.round(Math.min(Math.max(0, seconds || 0), most) * 100);
  const minutes = Math.floor(hundredths / 6000);
  return [Math.floor(minutes / 60), minutes % 60, ((hundredths % 6000) / 100).toFixed(2)];
}
