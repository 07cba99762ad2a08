/** Who learns what, and where it is stored: as a launch says, in cmi5 or for tincan.xml. */

import { digest } from "../checksum.ts";
import type { Lrs } from "./lrs.ts";
import { identifierOf } from "./statement.ts";

export type Json = Record<string, unknown>;

export interface Launch {
  readonly lrs: Lrs;
  readonly actor: Readonly<Json>;
  readonly registration: string;
  readonly activityId: string;
  /** Names this session, in this window, over a reload. */
  readonly key: string;
  /** As `Found.learner`. */
  readonly learner: string;
}

/** null for what is no object, or a list. */
export function asObject(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** A key of this learner in this registration, for the browser's own storage. */
export function learnerKey(actor: Readonly<Json>, registration: string): string {
  return digest(`${JSON.stringify(identifierOf(actor))} ${registration}`);
}
