/** Who learns what, and where it is stored: as a launch says, in cmi5 or for tincan.xml. */

import { digest } from "../checksum.ts";
import type { Lrs } from "./lrs.ts";

export type Json = Record<string, unknown>;

export interface Launch {
  readonly lrs: Lrs;
  readonly actor: Readonly<Json>;
  readonly registration: string;
  readonly activityId: string;
  /** Names this session, in this window, over a reload. */
  readonly key: string;
}

/** A key of this learner in this registration, for the browser's own storage. */
export function learnerKey(actor: Readonly<Json>, registration: string): string {
  const { name: _, objectType: __, ...identifier } = actor;
  return digest(`${JSON.stringify(identifier)} ${registration}`);
}
