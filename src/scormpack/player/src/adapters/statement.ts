/** A statement as it is sent, and when an LRS holds the same. */

import type { Json } from "./launch.ts";

export type Statement = Readonly<Json> & {
  readonly id: string;
  readonly timestamp: string;
};

/** The id of a verb or an activity. */
export function idOf(value: unknown): string {
  return String((value as { readonly id?: unknown } | null)?.id ?? "");
}

/** What tells one learner from another: an Agent without its name (xAPI 1.0.3, part 2, section 2.4.2.1). */
export function identifierOf(actor: unknown): Json {
  const { name: _, objectType: __, ...identifier } = actor as Json;
  return identifier;
}

/**
 * Whether what an LRS shows under the id of `ours` is that statement: by learner, verb, activity, outcome,
 * registration and time. Part 2, section 2.3.1 lets an LRS add properties, change a verb's display, an
 * activity's definition and a time's zone. Lists of context activities, names and durations are left out
 * too, though the section holds them fast: stores rewrite them, and nobody else makes our random ids.
 */
export function sameContent(theirs: Partial<Statement>, ours: Statement): boolean {
  const { duration: _, ...result } = (ours["result"] ?? {}) as Json;
  const said = {
    ...about(ours["actor"], idOf(ours["verb"]), idOf(ours["object"]), ours["context"] as Json),
    result,
  };
  const apart = Date.parse(theirs.timestamp ?? "") - Date.parse(ours.timestamp);
  return contains(theirs, said) && Math.abs(apart) < 1000;
}

/** The least that a statement says. */
export function about(actor: unknown, verb: string, activity: string, { registration }: Json): Json {
  return { actor: identifierOf(actor), verb: { id: verb }, object: { id: activity }, context: { registration } };
}

/** Whether all of `part` is in `whole`; letters' case does not count, nor digits that a 32-bit number lacks. */
export function contains(whole: unknown, part: unknown): boolean {
  if (typeof part === "number") return Math.abs(Number(whole) - part) <= 1e-6 * Math.max(1, Math.abs(part));
  if (typeof part !== "object" || part === null) return `${whole}`.toLowerCase() === `${part}`.toLowerCase();
  return Object.entries(part).every(([name, value]) => contains((whole as Json | null | undefined)?.[name], value));
}

/** A share from 0 to 1 with at most four decimals. */
export function scaled(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

/** ISO 8601 duration with at most two decimals. */
export function duration(seconds: number): string {
  return `PT${Math.round(Math.max(0, seconds || 0) * 100) / 100}S`;
}
