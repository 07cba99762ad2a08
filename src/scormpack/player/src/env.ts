/** The browser, as far as the keeper uses it. */

import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { browserStore } from "./journal.ts";
import type { Store } from "./journal.ts";
import { claimLock, guardLeaving, watchPage } from "./lifecycle.ts";
import type { PageEvents } from "./lifecycle.ts";

export interface Env {
  readonly store: Store;
  readonly clock: Clock;
  /** 0 to 1. */
  random(): number;
  /** Runs `action` after so many milliseconds; the answer cancels it. */
  after(milliseconds: number, action: () => void): () => void;
  wait(seconds: number): Promise<void>;
  /** Calls the events as the page comes and goes. */
  watch(events: PageEvents): void;
  /** Whether the browser is to ask before the page is left. */
  guard(on: boolean): void;
  /** Takes `name` for this window; false where another window has it. */
  claim(name: string): Promise<boolean>;
}

/** `kept`: journals outlive the window. On the web nobody is known, so there they do not. */
export function browserEnv(kept: boolean): Env {
  const after = (milliseconds: number, action: () => void): (() => void) => {
    const id = setTimeout(action, milliseconds);
    return () => clearTimeout(id);
  };
  let events: PageEvents | null = null;
  return {
    store: browserStore(() => (kept ? localStorage : sessionStorage)),
    clock: systemClock(),
    random: () => Math.random(),
    after,
    wait: (seconds) => new Promise((resolve) => after(seconds * 1000, resolve)),
    watch: (given) => watchPage(window, (events = given)),
    guard: (on) => guardLeaving(window, on, () => events?.unsaved() ?? false),
    claim: (name) => claimLock(navigator.locks, name),
  };
}
