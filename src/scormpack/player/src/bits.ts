/** Bits as text of the alphabet A–Z a–z 0–9 - _, six a character. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

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

/** A bitmap: `r` and the lengths of its runs, off first, or `b` and its bits; the shorter one. */
export function packRuns(bitmap: Uint8Array, count: number): string {
  const bits = Array.from({ length: count }, (_, at) => isSet(bitmap, at));
  const lengths: number[] = [];
  let on = false;
  for (let at = 0, start = 0; at <= count; at++) {
    if (at < count && bits[at] === on) continue;
    lengths.push(at - start);
    start = at;
    on = !on;
  }
  const runs = `r${lengths.map((length) => length.toString(36)).join("_")}`;
  const raw = `b${packBits(bits)}`;
  return runs.length <= raw.length ? runs : raw;
}

/** The bitmap, or null where the text is none of `count` bits. */
export function unpackRuns(text: string, count: number): Uint8Array | null {
  const bits = text.startsWith("b") ? unpackBits(text.slice(1), count) : runs(text, count);
  if (bits?.length !== count) return null;
  const bitmap = new Uint8Array(Math.ceil(count / 8));
  bits.forEach((bit, at) => {
    if (bit) bitmap[at >> 3] = (bitmap[at >> 3] ?? 0) | (1 << (at & 7));
  });
  return bitmap;
}

function runs(text: string, count: number): boolean[] | null {
  if (!text.startsWith("r")) return null;
  const bits: boolean[] = [];
  for (const [index, field] of text.slice(1).split("_").entries()) {
    const length = Number.parseInt(field, 36);
    if (!(length >= 0) || bits.length + length > count) return null;
    for (let step = 0; step < length; step++) bits.push(index % 2 === 1);
  }
  return bits;
}

function isSet(bitmap: Uint8Array, at: number): boolean {
  return ((bitmap[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
}
