/** The bookmark in an LRS: one document of the state resource (xAPI 1.0.3, part 3, section 2.3). */

import { SessionError } from "../session.ts";
import { mergedText } from "../subject.ts";
import type { Subject } from "../subject.ts";
import type { Json, Launch } from "./launch.ts";
import type { Held, Send } from "./lrs.ts";
import type { Query } from "./lrshttp.ts";

export const STATE = "activities/state";
/** Writes that name the tag of what they replace; the next one does not. */
const TAGGED_TRIES = 3;

export class StateDocument {
  readonly #launch: Launch;
  readonly #query: Query;
  readonly #subject: Subject<unknown>;
  #held: Held | null = null;

  constructor(launch: Launch, stateId: string, subject: Subject<unknown>) {
    this.#launch = launch;
    this.#query = stateQuery(launch, stateId);
    this.#subject = subject;
  }

  /** Reads the bookmark; null where there is none. Rejects with SessionError. */
  async read(): Promise<string | null> {
    this.#held = await this.#launch.lrs.document(STATE, this.#query);
    return bookmarkOf(this.#held);
  }

  /** Writes the bookmark, merged with what another window or device wrote. Rejects with SessionError. */
  async write(own: string): Promise<void> {
    const { lrs } = this.#launch;
    let text = own;
    if (bookmarkOf(this.#held) === text) return;
    for (let tries = 1; !(await lrs.putDocument(STATE, this.#query, bodyOf(text), this.#held)); tries++) {
      await this.read();
      text = mergedText(this.#subject, bookmarkOf(this.#held), own);
      // Some proxies change tags (RFC 9110, section 8.8.3.3), so that none ever matches.
      if (tries >= TAGGED_TRIES && this.#held !== null) this.#held = { ...this.#held, etag: null };
    }
    // Read back: proof, and the tag for the next write.
    if ((await this.read()) !== text) throw new SessionError("The record store shows other data.");
  }

  /** What is to be sent when the page goes. */
  last(text: string): Send[] {
    if (bookmarkOf(this.#held) === text) return [];
    return [{ method: "PUT", resource: STATE, query: this.#query, body: bodyOf(text), held: this.#held }];
  }
}

/** Names a state document of one learner, activity and registration. */
export function stateQuery(launch: Omit<Launch, "lrs" | "key">, stateId: string): Query {
  const { activityId, actor, registration } = launch;
  return { activityId, agent: JSON.stringify(actor), registration, stateId };
}

function bodyOf(bookmark: string): Json {
  return { bookmark };
}

function bookmarkOf(held: Held | null): string | null {
  const { bookmark } = (held?.body ?? {}) as { readonly bookmark?: unknown };
  return typeof bookmark === "string" ? bookmark : null;
}
