/** A statement as it is sent, and what is read out of one. */

export type Statement = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly timestamp: string;
};

/** The id of a verb or an activity. */
export function idOf(value: unknown): string {
  return String((value as { readonly id?: unknown } | null)?.id ?? "");
}

/** An LRS adds fields of its own and may write a time its own way; these it may not change. */
export function sameContent(a: Statement, b: Statement): boolean {
  const time = (statement: Statement): number => Date.parse(statement.timestamp);
  return idOf(a["verb"]) === idOf(b["verb"]) && idOf(a["object"]) === idOf(b["object"]) && time(a) === time(b);
}

/** ISO 8601 duration with at most two decimals. */
export function duration(seconds: number): string {
  return `PT${Math.round(Math.max(0, seconds || 0) * 100) / 100}S`;
}
