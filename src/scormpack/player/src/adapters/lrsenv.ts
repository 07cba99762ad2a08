/** The browser, as far as talking to an LRS uses it. */

import type { Env } from "../env.ts";
import type { Store } from "../journal.ts";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface LrsEnv {
  readonly fetch: Fetch;
  /** Wall-clock time that never goes back. */
  readonly now: () => Date;
  readonly uuid: () => string;
  readonly location: { readonly search: string; assign(url: string): void };
  /** Of this window: it outlives a reload, and nothing else. */
  readonly session: Store;
  /** Of this browser. */
  readonly local: Store;
  /** By endpoint: until when it asked to be left alone, in milliseconds since 1970; each try of a launch asks anew. */
  readonly rests: Map<string, number>;
}

export function browserLrsEnv({ clock, session, store }: Env): LrsEnv {
  return {
    fetch: (url, init) => fetch(url, init),
    now: clock.now,
    uuid,
    location,
    session,
    local: store,
    rests: new Map(),
  };
}

/** That of a blob's URL (File API, "generate a new blob URL"): `crypto.randomUUID` is missing on plain http. */
function uuid(): string {
  const url = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(url);
  return url.slice(-36);
}
