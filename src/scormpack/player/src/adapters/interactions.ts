/** Interactions in SCORM: a list that only grows (RTE 1.2, 3.4.7; RTE 2004, 4.2.9). */

import type { ScormLink } from "./scormlink.ts";
import type { Fields } from "./scormvalues.ts";

/** SCORM 2004 4th edition RTE 4.2.9 asks LMSs for 250; 1.2 names no number. */
const MOST_INTERACTIONS = 250;

export interface Interaction {
  /** As the standard takes it. */
  readonly id: string;
  readonly fields: Fields;
}

export class Interactions {
  /** Whether the LMS takes interactions: where it does not count them, it is not asked again. */
  #countable = true;
  #waiting: Interaction[] = [];
  /** Written, but not committed yet. */
  #written: Interaction[] = [];

  add(one: Interaction): void {
    this.#waiting.push(one);
  }

  /** Writes what waits, and commits it. Throws SessionError where that fails; one that is refused is left out. */
  write(link: ScormLink): void {
    this.#written.push(...this.#waiting.splice(0).filter((one) => this.#take(link, one)));
    if (this.#written.length === 0) return;
    link.commit();
    this.#written = [];
  }

  #take(link: ScormLink, { id, fields }: Interaction): boolean {
    if (!this.#countable) return false;
    const count = link.count("cmi.interactions._count");
    this.#countable = count >= 0 && count < MOST_INTERACTIONS;
    const all: Fields = [["id", id], ...fields];
    return this.#countable && all.every(([name, value]) => link.tryToSet(`cmi.interactions.${count}.${name}`, value));
  }

  /** Another API has taken the place of the one that was given them. */
  again(): void {
    this.#waiting.unshift(...this.#written.splice(0));
  }
}
