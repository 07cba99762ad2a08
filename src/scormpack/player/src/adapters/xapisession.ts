/** What a cmi5 and a plain xAPI session share: when is sent what its statements and its state say. */

import { SessionError } from "../session.ts";
import type { Found, Session, Standing, Stored } from "../session.ts";
import type { LearnerEvent } from "../state.ts";
import type { Launch } from "./launch.ts";
import type { Send } from "./lrs.ts";
import { XapiStatements } from "./xapistatements.ts";

export abstract class XapiSession extends XapiStatements implements Session {
  readonly keeps = "store";
  readonly capacity = 64_000;
  /** The last statement is on its way: nothing may follow it. */
  #ending = false;
  #closed = false;

  abstract open(): Promise<Found>;
  protected abstract recording(): boolean;
  /** Queues completed, passed and failed where they are due. */
  protected abstract judge(record: Standing, ending: boolean): Promise<void>;
  /** Queues what ends the session. */
  protected abstract terminate(record: Standing): void;
  abstract leave(): void;

  async store(record: Standing): Promise<Stored> {
    this.mustBeOpen();
    if (!this.recording()) return "unverifiable";
    await this.judge(record, false);
    await this.drain();
    await this.now.state.write(record.text);
    return "confirmed";
  }

  note(event: LearnerEvent, record: Standing): void {
    if (this.#closed || this.#ending || !this.recording()) return;
    this.tell(event, record);
    void this.drain().catch(() => undefined);
  }

  hide(record: Standing, leaving: boolean): void {
    if (this.opened === null || this.#closed || !this.recording()) return;
    if (leaving && !this.#ending) this.depart(record);
    this.launch.lrs.last([...this.#lastStatements(), ...this.now.state.last(record.text)]);
    if (leaving) this.#closed = true;
  }

  async close(record: Standing): Promise<Stored> {
    this.mustBeOpen();
    if (this.recording()) {
      await this.judge(record, true);
      await this.drain();
      await this.now.state.write(record.text);
    }
    await this.#end(record);
    return "confirmed";
  }

  /** Where the end cannot be told, the session goes on, and is ended again by the next Exit. */
  async #end(record: Standing): Promise<void> {
    const before = this.queue.waiting;
    this.#ending = true;
    try {
      this.terminate(record);
      await this.drain();
      this.#closed = true;
    } catch (error) {
      this.queue.keepOnly(before);
      this.reopened();
      throw error;
    } finally {
      this.#ending = false;
    }
  }

  /** `terminate` was taken back. */
  protected reopened(): void {}

  /** Queues what belongs to leaving without the Exit button. */
  protected depart(record: Standing): void {
    this.tellPaused(record);
  }

  protected override begin(launch: Launch): void {
    super.begin(launch);
    this.#closed = false;
  }

  protected mustBeOpen(): void {
    if (this.#closed) throw new SessionError("The session has ended.", true);
  }

  protected drain(): Promise<void> {
    const { launch, queue, registration } = this.now;
    return queue.drain(launch.lrs, (statement) => registration.holdsLike(statement));
  }

  /** Reads the bookmark. */
  protected readState(): Promise<string | null> {
    return this.now.state.read();
  }

  /** As one list, since requests that are sent together may arrive in any order. */
  #lastStatements(): Send[] {
    const body = this.queue.waiting;
    return body.length === 0 ? [] : [{ method: "POST", resource: "statements", query: {}, body }];
  }
}
