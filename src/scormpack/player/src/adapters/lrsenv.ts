/** The browser, as far as talking to an LRS uses it. */

import { browserStore } from "../journal.ts";
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

export function browserLrsEnv(): LrsEnv {
  let last = 0;
  return {
    fetch: (url, init) => fetch(url, init),
    now: () => new Date((last = Math.max(last, Date.now()))),
    uuid,
    location,
    session: browserStore(() => sessionStorage),
    local: browserStore(() => localStorage),
    rests: new Map(),
  };
}

/** RFC 4122 version 4; `crypto.randomUUID` is missing on plain http. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
