/** Objectives in SCORM: a list in the LMS, whose places are found by id (RTE 1.2 3.4.5, RTE 2004 4.2.17). */

import type { ScormLink } from "./scormlink.ts";

/** SCORM 2004 asks LMSs for so many. */
const MOST_OBJECTIVES = 100;

export class Objectives {
  /** By place; null before it was read, or where the LMS counts none. */
  #ids: string[] | null = null;
  readonly #kept = new Map<string, string>();

  /** `cmi.objectives.n` of this id, added where it is missing; null where the LMS takes none. */
  place(link: ScormLink, id: string): string | null {
    this.#ids ??= listed(link);
    if (this.#ids === null) return null;
    const found = this.#ids.indexOf(id);
    const place = `cmi.objectives.${found < 0 ? this.#ids.length : found}`;
    if (found >= 0) return place;
    if (this.#ids.length >= MOST_OBJECTIVES || !link.tryToSet(`${place}.id`, id)) return null;
    this.#ids.push(id);
    return place;
  }

  /** What the LMS held when it was first asked: nothing lower is written. */
  kept(link: ScormLink, element: string): string {
    const kept = this.#kept.get(element) ?? link.get(element);
    this.#kept.set(element, kept);
    return kept;
  }

  /** After a failure: there may be another API, with another list. */
  forget(): void {
    this.#ids = null;
    this.#kept.clear();
  }
}

function listed(link: ScormLink): string[] | null {
  const count = Number.parseInt(link.get("cmi.objectives._count"), 10);
  if (!(count >= 0)) return null;
  return Array.from({ length: Math.min(count, MOST_OBJECTIVES) }, (_, at) => link.get(`cmi.objectives.${at}.id`));
}
