/** Which of the statements that are made once a registration are there, whichever session made them. */

import type { Launch } from "./launch.ts";
import { idOf } from "./statement.ts";
import type { Statement } from "./statement.ts";

/** Failed look-ups after which a statement counts as not there. */
const LOOK_UPS = 3;

export class Registration {
  readonly #launch: Launch;
  readonly #there = new Set<string>();
  #failed = 0;

  constructor(launch: Launch) {
    this.#launch = launch;
  }

  /** Whether there is a statement with the verb about the activity. */
  async holds(verb: string, activity: string): Promise<boolean> {
    if (this.#there.has(`${verb} ${activity}`)) return true;
    try {
      const there = await this.#look(verb, activity);
      if (there) this.made(verb, activity);
      return there;
    } catch (error) {
      // A statement too many is better than one that is never sent.
      if (++this.#failed < LOOK_UPS) throw error;
      return false;
    }
  }

  /** Remembers that the statement was made: it is in the queue, if not in the store. */
  made(verb: string, activity: string): void {
    this.#there.add(`${verb} ${activity}`);
  }

  /** Whether the like of a statement that was refused is there. */
  async holdsLike(statement: Statement): Promise<boolean> {
    return this.#look(idOf(statement["verb"]), idOf(statement["object"]));
  }

  async #look(verb: string, activity: string): Promise<boolean> {
    const { actor, registration, lrs } = this.#launch;
    const query = { agent: JSON.stringify(actor), verb, activity, registration, limit: "1" };
    return (await lrs.statements(query)).length > 0;
  }
}
