/**
 * The union of played ranges, as a bitmap: one bit a slice of the video.
 *
 * A slice counts when all of it was played. What is played of a slice and does not fill it is kept
 * behind the bitmap, as exact ranges, until later ranges fill the slice: so many short calls count
 * like one long one. Only the most recent `REMAINDERS` of them are kept.
 */

/** Seconds. Shorter than the time between two `timeupdate` events, so that nothing is rounded up. */
const FINEST = 0.1;
/** A bitmap of this many bits takes 1,366 characters of the 4,096 that SCORM 1.2 has room for. */
const MOST_SLICES = 8192;
const REMAINDERS = 32;
/** Seconds; media times carry microseconds, floats a little less. */
const TOLERANCE = 0.001;
const BYTES_A_RANGE = 16;

/** From, to, in seconds. */
export type Range = readonly [number, number];

/** How many slices a video of `duration` seconds has. */
export function sliceCount(duration: number): number {
  if (!(duration > 0)) return 0;
  return Math.min(MOST_SLICES, Math.ceil(duration / FINEST - TOLERANCE));
}

/** The start of the slice that `at` lies in: playing on from there leaves no hole. */
export function sliceStart(duration: number, at: number): number {
  const count = sliceCount(duration);
  if (count === 0 || !(at > 0)) return 0;
  const slice = duration / count;
  return Math.min(count - 1, Math.floor(at / slice + TOLERANCE)) * slice;
}

/** Nothing played. */
export function newPlayed(duration: number): Uint8Array {
  return new Uint8Array(bitmapBytes(duration));
}

/** `played` and the range; times in seconds, cut to the video. A range that is none adds nothing. */
export function addRange(
  played: Uint8Array,
  duration: number,
  from: number,
  to: number,
): Uint8Array {
  const start = Math.max(0, from);
  const end = Math.min(duration, to);
  if (!(end > start)) return played;
  const bits = bitmap(played, duration);
  const pieces = joined([...remainders(played, duration), [start, end]]);
  const slice = duration / sliceCount(duration);
  const left = pieces.flatMap((piece) => settle(bits, slice, piece));
  return packed(bits, left.slice(-REMAINDERS));
}

/** What either of two has. */
export function union(a: Uint8Array, b: Uint8Array, duration: number): Uint8Array {
  const bits = bitmap(a, duration);
  bitmap(b, duration).forEach((byte, index) => (bits[index] = (bits[index] ?? 0) | byte));
  const both = packed(bits, remainders(a, duration));
  return remainders(b, duration).reduce((sum, [from, to]) => addRange(sum, duration, from, to), both);
}

/** Share of the video played, 0 to 1; whole slices only. */
export function share(played: Uint8Array, duration: number): number {
  const count = sliceCount(duration);
  if (count === 0) return 0;
  let set = 0;
  for (let index = 0; index < count; index++) if (has(played, index)) set++;
  return set / count;
}

/** The ranges played, in order, to the millisecond; whole slices only. */
export function ranges(played: Uint8Array, duration: number): Range[] {
  const count = sliceCount(duration);
  const slice = duration / count;
  const found: Range[] = [];
  let start = -1;
  for (let index = 0; index <= count; index++) {
    const on = index < count && has(played, index);
    if (on && start < 0) start = index;
    if (!on && start >= 0) {
      found.push([milli(start * slice), milli(index * slice)]);
      start = -1;
    }
  }
  return found;
}

/** The bitmap alone, without what is kept behind it. */
export function bitmap(played: Uint8Array, duration: number): Uint8Array {
  const bits = new Uint8Array(bitmapBytes(duration));
  bits.set(played.subarray(0, bits.length));
  return bits;
}

function bitmapBytes(duration: number): number {
  return Math.ceil(sliceCount(duration) / 8);
}

function has(bits: Uint8Array, index: number): boolean {
  return ((bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
}

/** Sets the bits of the slices that the range fills; returns what it leaves at its two ends. */
function settle(bits: Uint8Array, slice: number, [from, to]: Range): Range[] {
  const first = Math.ceil((from - TOLERANCE) / slice);
  const last = Math.floor((to + TOLERANCE) / slice);
  for (let index = first; index < last; index++) {
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  }
  if (first > last) return open(bits, slice, [from, to]);
  return [
    ...open(bits, slice, [from, Math.min(to, first * slice)]),
    ...open(bits, slice, [Math.max(from, last * slice), to]),
  ];
}

/** The piece, unless it is empty or its slice is already full. */
function open(bits: Uint8Array, slice: number, piece: Range): Range[] {
  const [from, to] = piece;
  const empty = to - from <= TOLERANCE || has(bits, Math.floor((from + to) / 2 / slice));
  return empty ? [] : [piece];
}

/** Overlapping and touching ranges made one; the others keep their order of arrival. */
function joined(pieces: readonly Range[]): Range[] {
  const done: Range[] = [];
  for (const piece of pieces) {
    let [from, to] = piece;
    const apart = done.filter(([a, b]) => {
      const touches = a <= to + TOLERANCE && b >= from - TOLERANCE;
      if (touches) [from, to] = [Math.min(a, from), Math.max(b, to)];
      return !touches;
    });
    done.splice(0, done.length, ...apart, [from, to]);
  }
  return done;
}

function remainders(played: Uint8Array, duration: number): Range[] {
  const start = bitmapBytes(duration);
  const view = new DataView(played.buffer, played.byteOffset, played.byteLength);
  const found: Range[] = [];
  for (let at = start; at + BYTES_A_RANGE <= played.length; at += BYTES_A_RANGE) {
    found.push([view.getFloat64(at), view.getFloat64(at + 8)]);
  }
  return found;
}

function packed(bits: Uint8Array, left: readonly Range[]): Uint8Array {
  const whole = new Uint8Array(bits.length + left.length * BYTES_A_RANGE);
  whole.set(bits);
  const view = new DataView(whole.buffer);
  left.forEach(([from, to], index) => {
    view.setFloat64(bits.length + index * BYTES_A_RANGE, from);
    view.setFloat64(bits.length + index * BYTES_A_RANGE + 8, to);
  });
  return whole;
}

function milli(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
