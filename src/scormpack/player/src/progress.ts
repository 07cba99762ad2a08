/**
 * The union of played ranges: a bit a slice of the video.
 *
 * A slice counts when all of it was played. What is played of a slice and does not fill it is kept
 * beside the bitmap, as exact ranges, until later ranges fill the slice: so many short calls count
 * like one long one. Only the most recent `REMAINDERS` of them are kept.
 */

/** Seconds. Shorter than the time between two `timeupdate` events, so that nothing is rounded up. */
const FINEST = 0.1;
/** A bitmap of this many bits takes 1,366 characters of the 4,096 that SCORM 1.2 has room for. */
export const MOST_SLICES = 8192;
const REMAINDERS = 32;
/** Seconds; media times carry microseconds, floats a little less. */
const TOLERANCE = 0.001;

/** From, to, in seconds. */
export type Range = readonly [number, number];

/** What was played of a video; never changed, only replaced. */
export interface Played {
  /** How many slices of one length the video is cut into. */
  readonly slices: number;
  /** Whether each slice was played. */
  readonly bits: readonly boolean[];
  /** What was played and fills no slice yet. */
  readonly rest: readonly Range[];
}

/** How many slices a video of `duration` seconds has, unless the build has room for fewer alone. */
export function sliceCount(duration: number): number {
  if (!(duration > 0)) return 0;
  return Math.min(MOST_SLICES, Math.ceil(duration / FINEST - TOLERANCE));
}

/** The start of the slice that `at` lies in: playing on from there leaves no hole. */
export function sliceStart(duration: number, at: number, slices = sliceCount(duration)): number {
  if (slices === 0 || !(at > 0)) return 0;
  const slice = duration / slices;
  return Math.min(slices - 1, Math.floor((at + TOLERANCE) / slice)) * slice;
}

/** Nothing played. */
export function newPlayed(duration: number, slices = sliceCount(duration)): Played {
  return { slices, bits: Array<boolean>(slices).fill(false), rest: [] };
}

/** `played` and the range; times in seconds, cut to the video. A range that is none adds nothing. */
export function addRange(played: Played, duration: number, from: number, to: number): Played {
  const start = Math.max(0, from);
  const end = Math.min(duration, to);
  if (!(end > start) || !Number.isFinite(to)) return played;
  const bits = played.bits.slice();
  const slice = duration / played.slices;
  const left = joined([...played.rest, [start, end]]).flatMap((piece) => settle(bits, slice, piece));
  return { ...played, bits, rest: left.slice(-REMAINDERS) };
}

/** What either of two of the same slices has. */
export function union(a: Played, b: Played, duration: number): Played {
  const both: Played = { ...a, bits: a.bits.map((bit, index) => bit || b.bits[index] === true) };
  return b.rest.reduce((sum, [from, to]) => addRange(sum, duration, from, to), both);
}

/** The same in another number of slices: only those count of which all was played. */
export function resliced({ slices: old, bits }: Played, slices: number): Played {
  const played = newPlayed(0, slices);
  const whole = played.bits.map((_, index) =>
    bits.slice(Math.floor((index * old) / slices), Math.ceil(((index + 1) * old) / slices)).every(Boolean),
  );
  return { ...played, bits: whole };
}

/** Share of the video played, 0 to 1; whole slices only. */
export function share({ slices, bits }: Played): number {
  return slices === 0 ? 0 : bits.filter(Boolean).length / slices;
}

/** The ranges played, in order, to the millisecond; whole slices only. */
export function ranges({ slices, bits }: Played, duration: number): Range[] {
  const slice = duration / slices;
  const found: Range[] = [];
  let start = -1;
  for (let index = 0; index <= slices; index++) {
    if (bits[index] && start < 0) start = index;
    if (!bits[index] && start >= 0) {
      found.push([milli(start * slice), milli(index * slice)]);
      start = -1;
    }
  }
  return found;
}

/** Sets the bits of the slices that the range fills; returns what it leaves at its two ends. */
function settle(bits: boolean[], slice: number, [from, to]: Range): Range[] {
  const first = Math.ceil((from - TOLERANCE) / slice);
  const last = Math.min(bits.length, Math.floor((to + TOLERANCE) / slice));
  for (let index = first; index < last; index++) bits[index] = true;
  if (first > last) return open(bits, slice, [from, to]);
  return [
    ...open(bits, slice, [from, Math.min(to, first * slice)]),
    ...open(bits, slice, [Math.max(from, last * slice), to]),
  ];
}

/** The piece, unless it is empty or its slice is already full. */
function open(bits: boolean[], slice: number, piece: Range): Range[] {
  const [from, to] = piece;
  const empty = to - from <= TOLERANCE || bits[Math.floor((from + to) / 2 / slice)];
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

function milli(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
