/** Statements on their way: each once, kept over a reload. */

import { parsed } from "../attempt.ts";
import type { Store } from "../journal.ts";
import says from "../sentences.json" with { type: "json" };
import { SessionError } from "../session.ts";
import type { Lrs, Outcome } from "./lrs.ts";
import { idOf } from "./statement.ts";
import type { Statement } from "./statement.ts";

/** Detail beyond this is dropped. */
const MOST_DETAIL = 200;

/**
 * `first`: start, completion and judgement; they overtake the rest, and wait for nothing but each other.
 * `detail`: what an LRS may refuse without harm. `last`: the end, when nothing else waits.
 */
export type Rank = "first" | "detail" | "last";

export interface Waiting {
  readonly statement: Statement;
  readonly rank: Rank;
}

export class StatementQueue {
  readonly #store: Store;
  readonly #key: string;
  #items: readonly Waiting[];
  /** Verbs that the LRS has stored: what it refuses of them later, it does not refuse for the verb. */
  readonly #taken = new Set<string>();
  #draining: Promise<void> | null = null;

  constructor(store: Store, key: string) {
    this.#store = store;
    this.#key = key;
    this.#items = read(store, key);
  }

  get waiting(): readonly Waiting[] {
    return this.#items;
  }

  add(statement: Statement, rank: Rank): void {
    if (rank === "detail" && this.#items.length >= MOST_DETAIL) return;
    this.#keep([...this.#items, { statement, rank }]);
  }

  /** Takes out what `gone` says of what waits. */
  remove(gone: (item: Waiting) => boolean): void {
    this.#keep(this.#items.filter((item) => !gone(item)));
  }

  /** What waits was made by an earlier session: none of it may keep this one from being recorded. */
  age(): void {
    this.#keep(this.#items.map((item) => ({ ...item, rank: "detail" })));
  }

  /**
   * Sends all that waits. `there`: whether a refused statement's like is stored already. Rejects with
   * SessionError, after the rest was sent, where the LRS refuses what is no detail; at once where it does
   * not answer, or ends the session.
   */
  async drain(lrs: Lrs, there: (statement: Statement) => Promise<boolean>): Promise<void> {
    while (this.#draining !== null) await this.#draining;
    this.#draining = this.#send(lrs, there).finally(() => (this.#draining = null));
    await this.#draining;
  }

  async #send(lrs: Lrs, there: (statement: Statement) => Promise<boolean>): Promise<void> {
    const refused: Waiting[] = [];
    for (let item = this.#next(refused); item !== undefined; item = this.#next(refused)) {
      const outcome = await lrs.store(item.statement);
      if (outcome === "stored") this.#taken.add(idOf(item.statement["verb"]));
      else if (this.#matters(item, outcome) && !(await there(item.statement))) {
        if (outcome === "forbidden") throw new SessionError(says.storeEnded, true);
        refused.push(item);
        continue;
      }
      this.remove(({ statement }) => statement === item.statement);
    }
    if (refused.length > 0) throw new SessionError(says.storeRefusedStatement);
  }

  /** Detail that is refused is dropped, unless that shows that nothing is taken any more. */
  #matters({ statement, rank }: Waiting, outcome: Outcome): boolean {
    return rank !== "detail" || (outcome === "forbidden" && this.#taken.has(idOf(statement["verb"])));
  }

  #next(refused: readonly Waiting[]): Waiting | undefined {
    const open = this.#items.filter((item) => !refused.includes(item));
    const next = (rank: Rank): Waiting | undefined => open.find((item) => item.rank === rank);
    return next("first") ?? next("detail") ?? (refused.length === 0 ? next("last") : undefined);
  }

  #keep(items: readonly Waiting[]): void {
    this.#items = items;
    this.#store.setItem(this.#key, JSON.stringify(items));
  }
}

function read(store: Store, key: string): Waiting[] {
  const items = parsed(store.getItem(key));
  return Array.isArray(items) ? (items as Waiting[]) : [];
}
