/** What differs between the strict APIs of SCORM 1.2 and 2004, and what follows from it alone. */

import type { Kept } from "./strict.ts";
import { lookUp } from "./strictmodel.ts";
import type { Model } from "./strictmodel.ts";

/** Error codes by what happened; pairs are for before the session and after it. */
export interface Codes {
  /** Initialize: while running, and after the end. */
  readonly again: readonly [number, number];
  readonly terminate: readonly [number, number];
  readonly get: readonly [number, number];
  readonly set: readonly [number, number];
  readonly commit: readonly [number, number];
  readonly argument: number;
  readonly unknown: number;
  readonly noChildren: number;
  readonly noCount: number;
  readonly readOnly: number;
  readonly keyword: number;
  readonly writeOnly: number;
  readonly type: number;
  readonly range: number;
  /** An index out of order: reading, writing. */
  readonly place: readonly [number, number];
  readonly dependency: number;
  /** null: an element without a value reads as "". */
  readonly noValue: number | null;
  /** The LMS did not keep what it was sent: Commit, Terminate. */
  readonly notKept: readonly [number, number];
}

/** A code and a reason. */
export type Refusal = readonly [number, string];

export interface Edition {
  readonly model: Model;
  readonly codes: Codes;
  /** Initialize, Terminate, GetValue, SetValue, Commit, GetLastError, GetErrorString, GetDiagnostic. */
  readonly names: readonly string[];
  /** A value that the LMS works out itself; undefined where it is what was set. */
  readonly judged: (kept: Kept, name: string) => string | undefined;
  /** A refusal that takes more to see than element and value. */
  readonly conflict: (kept: Kept, name: string, value: string) => Refusal | null;
  /** What the LMS does when the session ends. */
  readonly finish: (kept: Kept) => void;
}

/** What is wrong with setting `name` to `value`, as far as these two tell. */
export function refusal({ model, codes }: Edition, name: string, value: string): Refusal | null {
  const found = lookUp(model, name);
  if (found.kind === "children" || found.kind === "count") return [codes.keyword, "a keyword"];
  if (found.kind !== "value") return [codes.unknown, "no such element"];
  if (found.element.access === "ro") return [codes.readOnly, "read-only"];
  const wrong = found.element.check(value);
  return wrong === null ? null : [wrong.range ? codes.range : codes.type, wrong.why];
}

/** What is wrong with reading `name`, as far as that tells. */
export function unreadable({ model, codes }: Edition, name: string): Refusal | null {
  const found = lookUp(model, name);
  if (found.kind === "no-children") return [codes.noChildren, "has no children"];
  if (found.kind === "no-count") return [codes.noCount, "has no count"];
  if (found.kind === "unknown") return [codes.unknown, "no such element"];
  const hidden = found.kind === "value" && found.element.access === "wo";
  return hidden ? [codes.writeOnly, "write-only"] : null;
}

/** What the LMS sends to where it is kept: all that can be written, with its own judgements. */
export function snapshot({ model, judged }: Edition, kept: Kept): Record<string, string> {
  const written = [...kept.values].filter(([name]) => {
    const found = lookUp(model, name);
    return found.kind === "value" && found.element.access !== "ro";
  });
  const own = Object.keys(model.elements).flatMap((name) => {
    const value = judged(kept, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries([...written, ...own]);
}
