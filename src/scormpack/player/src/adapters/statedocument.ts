/** The bookmark in an LRS: one document of the state resource (xAPI 1.0.3, part 3, section 2.3). */

import says from "../sentences.json" with { type: "json" };
import { SessionError } from "../session.ts";
import { mergedText } from "../subject.ts";
import type { Subject } from "../subject.ts";
import type { Json, Launch } from "./launch.ts";
import type { Held } from "./lrs.ts";
import { Refusal } from "./lrshttp.ts";
import type { LrsRequest, Query } from "./lrshttp.ts";

export const STATE = "activities/state";
/** Writes that name the tag of what they replace; the next one does not. */
const TAGGED_TRIES = 3;
const TRIES = 5;
/** Failed reads after which a session begins without what it would have read. */
const READS = 2;
/** Answers of an LRS that has no state resource, or none for us; with those that shut out. */
const ABSENT = [404, 405, 501];

export class StateDocument {
  readonly #launch: Launch;
  readonly #query: Query;
  readonly #subject: Subject<unknown>;
  #held: Held | null = null;
  #failedReads = 0;
  /** Whether the last `open` had an answer. */
  heard = false;
  /** What the last write found there and did not put there: another window or device wrote it. */
  theirs: string | null = null;
  /** Whether the LRS takes documents; null: not known yet. */
  #takes: boolean | null = null;
  /** Whether the LRS refuses a write that names another tag than that of what is there; null: not known yet. */
  #heeds: boolean | null = null;

  constructor(launch: Launch, stateId: string, subject: Subject<unknown>) {
    this.#launch = launch;
    this.#query = stateQuery(launch, stateId);
    this.#subject = subject;
  }

  /** False where the LRS takes no documents: what is done is then in its statements alone. */
  get kept(): boolean {
    return this.#takes !== false;
  }

  /**
   * Reads the bookmark as the session begins; null where there is none to be had. Rejects with SessionError
   * where the next try may have one: a later write merges what was not read.
   */
  async open(): Promise<string | null> {
    this.heard = true;
    return this.#read().catch((error: unknown) => {
      this.heard = error instanceof Refusal;
      if (this.#refused(error) || ++this.#failedReads >= READS) return null;
      throw error;
    });
  }

  /**
   * Writes the bookmark, merged with what another window or device wrote. False where the LRS does not
   * take it. Rejects with SessionError where a later try may do better, or the session is over.
   */
  async write(own: string): Promise<boolean> {
    if (!this.kept) return false;
    return this.#write(own).catch((error: unknown) => {
      if (this.#refused(error)) return false;
      throw error;
    });
  }

  /** What is to be sent when the page goes: nothing where it could replace what was never seen here. */
  last(text: string): LrsRequest | null {
    return this.kept && this.#isSafe() && bookmarkOf(this.#held) !== text ? this.#put(text) : null;
  }

  /** Whether the LRS refuses a write once the document is another than the one that was read last. */
  #isSafe(): boolean {
    return this.#heeds === true && this.#held?.etag !== null;
  }

  async #write(own: string): Promise<boolean> {
    this.theirs = null;
    if (bookmarkOf(this.#held) === own) return true;
    let text = this.#isSafe() ? own : await this.#joined(own);
    for (let tries = 1; !(await this.#launch.lrs.putDocument(this.#put(text))); tries++) {
      if (tries >= TRIES) return false;
      text = await this.#joined(own);
      // Some proxies change tags (RFC 9110, section 8.8.3.3), so that none ever matches.
      if (tries >= TAGGED_TRIES && this.#held !== null) this.#held = { ...this.#held, etag: null };
    }
    // Read back: proof, and the tag for the next write.
    const shown = await this.#read();
    if (shown !== text && this.#held !== null) throw new SessionError(says.storeShowsOther);
    this.#takes = this.#held !== null;
    // Some LRSs show tags and take every write. This one changes nothing.
    const wrong = this.#put(text, { "If-Match": '"0"' });
    if (this.#held?.etag) this.#heeds ??= await this.#launch.lrs.putDocument(wrong).then((taken) => !taken, () => null);
    return this.#takes;
  }

  async #joined(own: string): Promise<string> {
    const before = bookmarkOf(this.#held);
    const shown = await this.#read();
    if (shown !== before) this.theirs = shown;
    return mergedText(this.#subject, shown, own);
  }

  async #read(): Promise<string | null> {
    this.#held = await this.#launch.lrs.document(STATE, this.#query);
    // What was kept before can be kept again.
    if (this.#held !== null) this.#takes = true;
    return bookmarkOf(this.#held);
  }

  /**
   * Whether the LRS refuses the document, and not for the moment. An LRS that has taken documents and then
   * shuts them out has ended the session; one that never did may have no state resource, and its
   * statements go on.
   */
  #refused(error: unknown): boolean {
    if (!(error instanceof Refusal) || error.passing || (error.final && this.#takes === true)) return false;
    if (error.final || ABSENT.includes(error.status)) this.#takes = false;
    return true;
  }

  #put(text: string, headers = conditionOf(this.#held)): LrsRequest {
    const body: Json = { bookmark: text };
    return { method: "PUT", resource: STATE, query: this.#query, body, headers };
  }
}

/** Names a state document of one learner, activity and registration. */
export function stateQuery(launch: Omit<Launch, "lrs" | "key" | "learner">, stateId: string): Query {
  const { activityId, actor, registration } = launch;
  return { activityId, agent: JSON.stringify(actor), registration, stateId };
}

/** xAPI PUTs without a condition may be refused where a document exists, and overwrite it elsewhere. */
function conditionOf(held: Held | null): Record<string, string> {
  if (held === null) return { "If-None-Match": "*" };
  // A proxy that packs the answer makes the tag a weak one, which matches nothing.
  return held.etag === null ? {} : { "If-Match": held.etag.replace(/^W\//, "") };
}

function bookmarkOf(held: Held | null): string | null {
  const { bookmark } = (held?.body ?? {}) as { readonly bookmark?: unknown };
  return typeof bookmark === "string" ? bookmark : null;
}
