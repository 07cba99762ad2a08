/** Objectives in SCORM: a list in the LMS, whose places are found by id (RTE 1.2 3.4.5, RTE 2004 4.2.17). */

import type { ScormLink } from "./scormlink.ts";
import type { Fields } from "./scormvalues.ts";

/** SCORM 2004 asks LMSs for so many. */
const MOST_OBJECTIVES = 100;

export class Objectives {
  /** By place; undefined before it was read, null where the LMS counts none. */
  #ids: string[] | null | undefined;
  readonly #kept = new Map<string, string>();

  /**
   * Writes what `fields` makes of what the LMS held, to the objective of this id, which is added where it is
   * missing. False where the LMS refuses it, or does not show what it took; true also where it keeps none.
   */
  write(link: ScormLink, id: string, fields: (kept: (name: string) => string) => Fields): boolean {
    if (this.#ids === undefined) this.#ids = listed(link);
    if (this.#ids === null) return true;
    const place = this.#place(link, this.#ids, id);
    if (place === null) return false;
    const written = fields((name) => this.#heldBefore(link, `${place}.${name}`));
    // Not `every`: what comes after a refusal is written all the same.
    return written.filter(([name, value]) => !isKept(link, `${place}.${name}`, value)).length === 0;
  }

  /** Ids of those of which the LMS holds that they are done, by its element `status`. */
  done(link: ScormLink, status: string): string[] {
    if (this.#ids === undefined) this.#ids = listed(link);
    const ids = this.#ids ?? [];
    return ids.filter((_, at) => DONE.includes(this.#heldBefore(link, `cmi.objectives.${at}.${status}`)));
  }

  /** After a failure: there may be another API, with another list. */
  forget(): void {
    this.#ids = undefined;
    this.#kept.clear();
  }

  #place(link: ScormLink, ids: string[], id: string): string | null {
    const found = ids.indexOf(id);
    const place = `cmi.objectives.${found < 0 ? ids.length : found}`;
    if (found >= 0) return place;
    if (ids.length >= MOST_OBJECTIVES || !link.tryToSet(`${place}.id`, id)) return null;
    ids.push(id);
    return place;
  }

  /** What the LMS held when it was first asked: nothing lower is written. */
  #heldBefore(link: ScormLink, element: string): string {
    const held = this.#kept.get(element) ?? link.get(element);
    this.#kept.set(element, held);
    return held;
  }
}

/** An element that the LMS lacks altogether, as the 3rd edition does progress_measure, is no refusal. */
function isKept(link: ScormLink, element: string, value: string): boolean {
  const taken = link.tryToSet(element, value);
  return link.lacks(element) || (taken && (!DONE.includes(value) || link.get(element) === value));
}

/** What sequencing and reports go by, and is read back. */
const DONE = ["completed", "passed"];

function listed(link: ScormLink): string[] | null {
  const count = link.count("cmi.objectives._count");
  if (!(count >= 0)) return null;
  return Array.from({ length: Math.min(count, MOST_OBJECTIVES) }, (_, at) => link.get(`cmi.objectives.${at}.id`));
}
