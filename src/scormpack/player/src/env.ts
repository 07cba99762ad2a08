/** The browser, as far as the keeper uses it. */

import { openClaim } from "./claim.ts";
import type { Claim } from "./claim.ts";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { browserStore } from "./journal.ts";
import type { Store } from "./journal.ts";
import { guardLeaving, listenToStorage, watchPage } from "./lifecycle.ts";
import type { PageEvents } from "./lifecycle.ts";

export interface Env {
  readonly store: Store;
  /** Of this window: it outlives a reload, and nothing else. */
  readonly session: Store;
  /** Whether this page is one that was loaded again: a launch in the same window may be another learner's. */
  readonly reloaded: boolean;
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
  /** A claim to `name` among the windows of this browser; `changed`: another window has written it. */
  claim(name: string, changed: () => void): Claim;
}

/** `kept`: journals outlive the window. On the web nobody is known, so there they do not. */
export function browserEnv(kept: boolean): Env {
  const after = (milliseconds: number, action: () => void): (() => void) => {
    const id = setTimeout(action, milliseconds);
    return () => clearTimeout(id);
  };
  let events: PageEvents | null = null;
  const store = browserStore(() => (kept ? localStorage : sessionStorage));
  const clock = systemClock();
  const opened = clock.now().getTime();
  return {
    store,
    session: browserStore(() => sessionStorage),
    reloaded: performance.getEntriesByType("navigation").some((entry) => (entry as PerformanceNavigationTiming).type === "reload"),
    clock,
    random: () => Math.random(),
    after,
    wait: (seconds) => new Promise((resolve) => after(seconds * 1000, resolve)),
    watch: (given) => watchPage(window, (events = given)),
    guard: (on) => guardLeaving(window, on, () => events?.unsaved() ?? false),
    claim: (name, changed) =>
      openClaim(store, name, { now: clock.now, opened }, (key, listener) => listenToStorage(window, key, listener), changed),
  };
}
