/** Bits as text of the alphabet A–Z a–z 0–9 - _, six a character. */

import { MOST_SLICES } from "./progress.ts";
import type { Played } from "./progress.ts";

const LETTERS = Array.from({ length: 26 }, (_, at) => (at + 10).toString(36)).join("");
/** Base64url's (RFC 4648, section 5), spelled out in fewer bytes. */
const ALPHABET = `${LETTERS.toUpperCase()}${LETTERS}0123456789-_`;

/** The bits, first bit first; trailing zeros are left out. */
export function packBits(bits: readonly boolean[]): string {
  let text = "";
  for (let at = 0; at < bits.length; at += 6) {
    let value = 0;
    for (let bit = 0; bit < 6; bit++) if (bits[at + bit]) value |= 1 << bit;
    text += ALPHABET[value];
  }
  return text.replace(/A+$/, "");
}

export function unpackBits(text: string, count: number): boolean[] {
  return Array.from({ length: count }, (_, index) => {
    const value = ALPHABET.indexOf(text[Math.floor(index / 6)] ?? "A");
    return (value & (1 << (index % 6))) !== 0;
  });
}

/**
 * The slices that were played: `r` and the lengths of runs, the first of them not played, or `c`, the number
 * of slices, `_` and their bits; the shorter one.
 */
export function packPlayed({ slices, bits }: Played): string {
  const lengths: number[] = [];
  let on = false;
  for (let at = 0, start = 0; at <= slices; at++) {
    if (at < slices && bits[at] === on) continue;
    lengths.push(at - start);
    start = at;
    on = !on;
  }
  const runs = `r${lengths.map((length) => length.toString(36)).join("_")}`;
  const raw = `c${slices.toString(36)}_${packBits(bits)}`;
  return runs.length <= raw.length ? runs : raw;
}

/** null where the text is none; `usual`: the number of slices where it does not say so: `b` and the bits. */
export function unpackPlayed(text: string, usual: number): Played | null {
  const [, count, packed] = /^(?:b|c([0-9a-z]+)_)([\w-]*)$/.exec(text) ?? [];
  const slices = count === undefined ? usual : Number.parseInt(count, 36);
  if (slices > MOST_SLICES) return null;
  const flags = packed === undefined ? runs(text) : unpackBits(packed, slices);
  return flags && { slices: flags.length, bits: flags, rest: [] };
}

function runs(text: string): boolean[] | null {
  if (!text.startsWith("r")) return null;
  const flags: boolean[] = [];
  for (const [index, field] of text.slice(1).split("_").entries()) {
    const length = Number.parseInt(field, 36);
    if (!(length >= 0) || flags.length + length > MOST_SLICES) return null;
    for (let step = 0; step < length; step++) flags.push(index % 2 === 1);
  }
  return flags;
}
