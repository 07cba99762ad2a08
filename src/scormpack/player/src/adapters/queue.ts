/** Statements on their way: in order, each once, kept over a reload. */

import type { Store } from "../journal.ts";
import { SessionError } from "../session.ts";
import type { Lrs } from "./lrs.ts";
import type { Statement } from "./statement.ts";

/** Detail beyond this is dropped, so that it never stands before a completion for long. */
const MOST_DETAIL = 200;

interface Item {
  readonly statement: Statement;
  /** Completion, judgement, start and end; the rest is detail that an LRS may refuse. */
  readonly vital: boolean;
}

export class StatementQueue {
  readonly #store: Store;
  readonly #key: string;
  #items: Item[];
  #draining: Promise<void> | null = null;

  constructor(store: Store, key: string) {
    this.#store = store;
    this.#key = key;
    this.#items = read(store, key);
  }

  get waiting(): readonly Statement[] {
    return this.#items.map((item) => item.statement);
  }

  add(statement: Statement, vital: boolean): void {
    if (!vital && this.#items.length >= MOST_DETAIL) return;
    this.#items.push({ statement, vital });
    this.#keep();
  }

  /** Takes back what is not stored yet, but for `kept`. */
  keepOnly(kept: readonly Statement[]): void {
    this.#items = this.#items.filter((item) => kept.includes(item.statement));
    this.#keep();
  }

  /** Sends all that waits. `there`: whether a refused statement's like is stored already. */
  async drain(lrs: Lrs, there: (statement: Statement) => Promise<boolean>): Promise<void> {
    while (this.#draining !== null) await this.#draining;
    this.#draining = this.#send(lrs, there).finally(() => (this.#draining = null));
    await this.#draining;
  }

  async #send(lrs: Lrs, there: (statement: Statement) => Promise<boolean>): Promise<void> {
    for (let item = this.#items[0]; item !== undefined; item = this.#items[0]) {
      const { statement, vital } = item;
      const stored = (await lrs.store(statement)) === "stored";
      if (!stored && vital && !(await there(statement))) {
        throw new SessionError("The record store refused a statement.");
      }
      this.#items = this.#items.filter((other) => other !== item);
      this.#keep();
    }
  }

  #keep(): void {
    this.#store.setItem(this.#key, JSON.stringify(this.#items));
  }
}

function read(store: Store, key: string): Item[] {
  try {
    const items: unknown = JSON.parse(store.getItem(key) ?? "[]");
    return Array.isArray(items) ? (items as Item[]) : [];
  } catch {
    return [];
  }
}
