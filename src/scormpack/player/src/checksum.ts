/** CRC-32 (ISO 3309), for telling damaged text; no protection against intent. */
export function crc32(text: string, seed = 0): number {
  let crc = ~seed;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Sixty-four bits, as text: a name that does not show what it was made from. */
export function digest(text: string): string {
  // The second half runs over the text backwards: CRCs with different seeds alone differ by a constant.
  const backwards = [...text].reverse().join("");
  return [crc32(text), crc32(backwards, 1)].map((part) => part.toString(36)).join("-");
}
