/** Tells an LMS that shows what it was given only at the next launch (Open edX) from one that keeps nothing. */

import { digest } from "../checksum.ts";
import type { Store } from "../journal.ts";
import type { Reading } from "./scormvalues.ts";

const LATE = "late";

/** What is known of one LMS, of one learner and package; kept in the browser from launch to launch. */
export class Lateness {
  readonly #store: Store | null;
  readonly #key: string;
  /** What the LMS showed at this launch. */
  readonly #shown: string;
  /** Whether the LMS has shown that it keeps what it does not show before the next launch. */
  #late = false;

  /** `text`: the bookmark that the LMS shows at the launch; null: none. No store: nothing is known or learned. */
  constructor(store: Store | null, name: string, text: string | null) {
    this.#store = store;
    this.#key = `scormpack.late.${digest(name)}`;
    this.#shown = digest(text ?? "");
    const before = store?.getItem(this.#key) ?? null;
    // It went on showing one text to the end of an earlier session, and has another since: it kept that.
    if (before === LATE || (before !== null && text !== null && before !== this.#shown)) this.#know(LATE);
  }

  /**
   * After a save: whether what the LMS shows is no contradiction, since it is known to show no more.
   * `bookmark`: the reading of `text`; `same`: whether all stands as at the launch.
   */
  excuses(bookmark: Reading | undefined, text: string, same: () => boolean): boolean {
    if (bookmark === "confirmed") this.#confirmed(text);
    if (bookmark === "confirmed" || !same()) return false;
    if (!this.#late) this.#know(this.#shown);
    return this.#late;
  }

  /** Other than at the launch, and as it was given: the LMS shows that at once. */
  #confirmed(text: string): void {
    if (digest(text) === this.#shown) return;
    this.#late = false;
    this.#store?.removeItem(this.#key);
  }

  #know(what: string): void {
    this.#late = what === LATE;
    this.#store?.setItem(this.#key, what);
  }
}
