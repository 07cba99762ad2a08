/** What a connection to a SCORM API is given: the standard's words, and the page's window and time. */

import { systemClock } from "../clock.ts";
import { browserStore } from "../journal.ts";
import type { Store } from "../journal.ts";
import { askForPackage } from "../probe.ts";
import type { Probed } from "../probe.ts";
import type { Settings } from "../settings.ts";
import type { Frame, Wait } from "./scormapi.ts";

/** How one standard names its functions and errors. */
export interface Dialect {
  readonly api: string;
  readonly initialize: string;
  readonly terminate: string;
  readonly get: string;
  readonly set: string;
  readonly commit: string;
  readonly lastError: string;
  /** Codes for elements that this LMS does not have. */
  readonly unsupported: readonly number[];
  /** Codes of GetValue that answer nothing: general failures, and calls before Initialize or after the end. */
  readonly failed: readonly number[];
  /** Codes of Initialize that say it was done before. */
  readonly running: readonly number[];
  /** Codes of Initialize that say that this launch is over. */
  readonly over: readonly number[];
  /** The elements that are written and read back. */
  readonly shown: readonly string[];
  /** An element that can always be read. */
  readonly probe: string;
}

/** Where an API is looked for, and what passes the time. */
export interface ScormEnv {
  readonly frame: Frame;
  readonly wait: Wait;
  readonly now: () => Date;
  /** Whether the server still gives this learner a file of the package, where that can be asked. */
  readonly ask?: () => Promise<Probed>;
  /** Where the browser keeps what it has learned of the LMS. */
  readonly store?: Store;
  /** What is launched, other than all else that this browser knows. */
  readonly name?: string;
}

/** The page's own. */
export function browserScormEnv({ activityId, "package": packageId }: Pick<Settings, "activityId" | "package">): ScormEnv {
  return {
    frame: window,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    now: systemClock().now,
    ask: () => askForPackage(),
    store: browserStore(() => localStorage),
    name: `${activityId} ${packageId}`,
  };
}
