/** What the two strict SCORM APIs share: a table of elements, and what may be written to each. */

export interface Element {
  readonly write: boolean;
  readonly read: boolean;
  readonly accepts: (value: string) => boolean;
  /** What a fresh attempt holds. */
  readonly initial?: string;
}

export type Table = readonly (readonly [RegExp, Element])[];

export function readWrite(accepts: (value: string) => boolean, initial?: string): Element {
  return { write: true, read: true, accepts, ...(initial === undefined ? {} : { initial }) };
}

export function writeOnly(accepts: (value: string) => boolean): Element {
  return { write: true, read: false, accepts };
}

export function readOnly(initial = ""): Element {
  return { write: false, read: true, accepts: () => false, initial };
}

export function oneOf(...words: readonly string[]): (value: string) => boolean {
  return (value) => words.includes(value);
}

export function matching(pattern: RegExp, most = Number.POSITIVE_INFINITY): (value: string) => boolean {
  return (value) => pattern.test(value) && value.length <= most;
}

export function atMost(most: number): (value: string) => boolean {
  return (value) => value.length <= most;
}

export function between(low: number, high: number): (value: string) => boolean {
  return (value) => /^-?\d+(\.\d+)?$/.test(value) && Number(value) >= low && Number(value) <= high;
}

/** What an LMS keeps of one learner between launches. */
export class Kept {
  readonly values = new Map<string, string>();
  /** Every call that a strict LMS answers with an error of ours, as text. */
  readonly faults: string[] = [];
  /** Values as they were set, in order. */
  readonly sets: [string, string][] = [];
  /** Commits that are still to fail. */
  failing = 0;
  mode = "normal";
  credit = "credit";
  /** null: the LMS was given none. */
  launchData: string | null = null;
  finishes = 0;
}

export function elementOf(table: Table, name: string): Element | undefined {
  return table.find(([pattern]) => pattern.test(name))?.[1];
}

/** Interactions have no gaps: the next index is the count. */
export function interactionCount(values: ReadonlyMap<string, string>): number {
  return countOf("cmi.interactions", values);
}

/** As `interactionCount`, for any list; `name` as `cmi.objectives`. */
export function countOf(name: string, values: ReadonlyMap<string, string>): number {
  let count = 0;
  while (values.has(`${name}.${count}.id`)) count++;
  return count;
}
