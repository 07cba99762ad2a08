/** What goes out as the page is hidden or goes: no more than browsers let through (RUNTIME F29). */

import type { Lrs } from "./lrs.ts";
import type { LrsRequest } from "./lrshttp.ts";
import type { Waiting } from "./queue.ts";
import type { Statement } from "./statement.ts";

/** Bytes. Browsers refuse a request that would bring those under way to more than 64 KiB. */
const MOST = 60_000;

export class Parting {
  readonly #lrs: Lrs;
  #bytes = 0;
  /** Statements and bookmarks that no answer has come for. */
  readonly #underWay = new Set<string>();

  constructor(lrs: Lrs) {
    this.#lrs = lrs;
  }

  /**
   * Sends of `waiting` what fits, as one list, since requests that are sent together may arrive in any
   * order; `state` before mere detail. `stored` hears what the LRS took, where the page stays.
   */
  send(waiting: readonly Waiting[], state: LrsRequest | null, stored: (done: readonly Statement[]) => void): void {
    const text = JSON.stringify(state?.body ?? null);
    const room = MOST - this.#bytes;
    const size = state === null || this.#underWay.has(text) ? 0 : sizeOf(text);
    const due = size > room ? 0 : size;
    const body = fitting(
      waiting.filter(({ statement }) => !this.#underWay.has(statement.id)),
      room,
      due,
    );
    if (body.length > 0) {
      const list: LrsRequest = { method: "POST", resource: "statements", query: {}, body };
      void this.#go(list, body.map(({ id }) => id)).then((taken) => taken && stored(body));
    }
    if (state !== null && due > 0 && due <= MOST - this.#bytes) void this.#go(state, [text]);
  }

  async #go(request: LrsRequest, names: readonly string[]): Promise<boolean> {
    const size = sizeOf(JSON.stringify(request.body));
    this.#bytes += size;
    for (const name of names) this.#underWay.add(name);
    const taken = await this.#lrs.last(request);
    this.#bytes -= size;
    for (const name of names) this.#underWay.delete(name);
    return taken;
  }
}

/**
 * What fits into `room` bytes, in the order in which it waits. What an LRS may not refuse goes first, then
 * the oldest detail, which leaves `due` bytes free.
 */
function fitting(waiting: readonly Waiting[], room: number, due: number): Statement[] {
  // The brackets; each statement has a comma, but for one.
  let size = 1;
  const chosen = new Set<Waiting>();
  for (const detail of [false, true]) {
    for (const item of waiting) {
      const more = sizeOf(JSON.stringify(item.statement)) + 1;
      if ((item.rank === "detail") !== detail || size + more > room - (detail ? due : 0)) continue;
      size += more;
      chosen.add(item);
    }
  }
  return waiting.filter((item) => chosen.has(item)).map(({ statement }) => statement);
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
