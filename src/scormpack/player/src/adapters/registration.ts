/** Which of the statements that are made once a registration are there, whichever session made them. */

import type { StatementTemplate } from "../settings.ts";
import type { Launch } from "./launch.ts";
import { about, contains, idOf } from "./statement.ts";
import type { Statement } from "./statement.ts";

/** Failed look-ups after which a statement counts as not there. */
const LOOK_UPS = 4;

export class Registration {
  readonly #launch: Launch;
  /**
   * What is known, by verb and activity, and not asked again: in cmi5 no other session can add to it, and
   * in xAPI one statement too many does no harm.
   */
  readonly #known = new Map<string, boolean>();
  #failed = 0;

  constructor(launch: Launch) {
    this.#launch = launch;
  }

  /** Whether there is a statement as the template makes it; asks once. */
  async holds(template: StatementTemplate): Promise<boolean> {
    const name = nameOf(template);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    try {
      const there = await this.#look(template);
      // It may have been made meanwhile.
      if (!this.#known.has(name)) this.#known.set(name, there);
      return there;
    } catch (error) {
      // A statement too many is better than one that is never sent.
      if (++this.#failed < LOOK_UPS) throw error;
      return false;
    }
  }

  /** True for the first to ask, where there is none yet: who gets it makes the statement. */
  async lacks(template: StatementTemplate): Promise<boolean> {
    if ((await this.holds(template)) || this.#known.get(nameOf(template)) === true) return false;
    this.made(template);
    return true;
  }

  /** Remembers that the statement was made: it is in the queue, if not in the store. */
  made(template: StatementTemplate): void {
    this.#known.set(nameOf(template), true);
  }

  /** Whether the like of a statement that was refused is there, where one is enough. */
  async holdsLike(statement: Statement): Promise<boolean> {
    const { verb, object } = statement as Statement & StatementTemplate;
    return this.#known.has(nameOf({ verb, object })) && this.#look({ verb, object });
  }

  async #look(template: StatementTemplate): Promise<boolean> {
    const { actor, registration, lrs } = this.#launch;
    const [verb, activity] = [idOf(template.verb), idOf(template.object)];
    const query = { agent: JSON.stringify(actor), verb, activity, registration, limit: "1" };
    // A store that passes over a part of the query shows another learner's, or an old enrolment's.
    const wanted = about(actor, verb, activity, { registration });
    return (await lrs.statements(query)).some((each) => contains(each, wanted));
  }
}

function nameOf({ verb, object }: StatementTemplate): string {
  return `${idOf(verb)} ${idOf(object)}`;
}
