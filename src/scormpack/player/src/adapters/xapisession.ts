/** What a cmi5 and a plain xAPI session share: when is sent what its statements and its state say. */

import says from "../sentences.json" with { type: "json" };
import { SessionError } from "../session.ts";
import type { Found, Session, Standing, Stored } from "../session.ts";
import type { LearnerEvent } from "../state.ts";
import type { Statement } from "./statement.ts";
import { XapiStatements, lastPlace } from "./xapistatements.ts";

export abstract class XapiSession extends XapiStatements implements Session {
  /** The last statement is on its way: nothing may follow it. */
  #ending = false;
  /** The last statement, where it was sent and nobody knows whether it arrived. */
  #doubtful: Statement | null = null;
  #closed = false;
  /** What this session has judged: cmi5 allows one verdict (9.3.4, 9.3.5), xAPI also a pass that comes later. */
  protected judged: boolean | null = null;
  protected readonly judgesAgain: boolean = true;

  /** Without a state document the browser alone has the bookmark, so its journal is to keep it. */
  get keeps(): "store" | "api" {
    return this.opened?.state.kept === false ? "api" : "store";
  }

  get theirs(): string | null {
    return this.opened?.state.theirs ?? null;
  }

  get launched(): Found | null {
    return this.opened !== null && this.recording() ? this.found(null, false) : null;
  }

  abstract open(): Promise<Found>;
  protected abstract found(text: string | null, completed: boolean): Found;
  protected abstract recording(): boolean;
  /** Queues completed, passed and failed where they are due. */
  protected abstract judge(record: Standing, ending: boolean): Promise<void>;
  /** Whether a verdict is due and not said yet: passed at once, failed for good or at the end; who gets it says it. */
  protected async mayJudge(passed: boolean, record: Standing, ending: boolean): Promise<boolean> {
    if (this.judged !== null && !(passed && this.judgesAgain && !this.judged)) return false;
    if (!passed && !record.exhausted && !ending) return false;
    if (passed ? !(await this.lacks("passed")) : await this.holds("passed")) return false;
    // What an earlier session failed is not failed again by looking in.
    if (!passed && !this.attempted && (await this.holds("failed"))) return false;
    this.judged = passed;
    return true;
  }

  /** Queues what ends the session. */
  protected abstract terminate(record: Standing): void;
  abstract leave(): void;

  async store(record: Standing): Promise<Stored> {
    await this.#mustBeOpen();
    if (!this.recording()) return "unverifiable";
    const stored = await this.#save(record, false);
    await this.#mustBeJudged(record);
    return stored;
  }

  note(event: LearnerEvent, record: Standing): void {
    if (this.#closed || this.#ending || this.#doubtful !== null || !this.recording()) return;
    this.tell(event, record);
    void this.drain().catch(() => undefined);
  }

  hide(record: Standing, leaving: boolean): void {
    if (this.opened === null || this.#closed || !this.recording()) return;
    // After an end that is on its way, or may have arrived, nothing is sent; the journal has it.
    if (this.#doubtful === null && !this.#ending) {
      const { parting, queue, state } = this.opened;
      if (leaving) this.depart(record);
      parting.send(queue.waiting, state.last(record.text), (done) =>
        queue.remove(({ statement }) => done.includes(statement)),
      );
    }
    this.#closed ||= leaving;
  }

  async close(record: Standing): Promise<Stored> {
    await this.#mustBeOpen();
    const stored = this.recording() ? await this.#save(record, true) : "confirmed";
    await this.#end(record);
    await this.#mustBeJudged(record);
    return stored;
  }

  /** A pass for which this session has no place is sent by the next one. Throws SessionError. */
  async #mustBeJudged({ passed }: Standing): Promise<void> {
    if (passed === true && this.judged === false && !(await this.holds("passed"))) throw new SessionError(says.passedLater, true);
  }

  /** What the state document does not take is in doubt; a completion is not: its statement is stored. */
  async #save(record: Standing, ending: boolean): Promise<Stored> {
    const failure = await this.sendDue(record, ending);
    if (failure?.final) throw failure;
    const kept = await this.now.state.write(record.text);
    if (failure) throw failure;
    return kept || record.completed ? "confirmed" : "unverifiable";
  }

  /** Sends what is due; never rejects, but gives what went wrong. */
  protected sendDue(record: Standing, ending: boolean): Promise<SessionError | void> {
    return this.sendWith(this.judge(record, ending));
  }

  /** What is queued goes out even where not all could be judged. */
  protected async sendWith(judging: Promise<void>): Promise<SessionError | void> {
    const judged = await judging.catch((error: SessionError) => error);
    return (await this.drain().catch((error: SessionError) => error)) ?? judged;
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
      this.#doubtful = this.queue.waiting.find(({ rank }) => rank === "last")?.statement ?? null;
      this.queue.remove((item) => !before.includes(item));
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
    this.tellPaused(lastPlace(record));
  }

  async #mustBeOpen(): Promise<void> {
    const { launch } = this.now;
    if (this.#doubtful !== null) this.#closed ||= (await launch.lrs.find(this.#doubtful)) === true;
    this.#doubtful = null;
    if (this.#closed) throw new SessionError(says.sessionEnded, true);
  }

  protected drain(): Promise<void> {
    const { launch, queue, registration } = this.now;
    return queue.drain(launch.lrs, (statement) => registration.holdsLike(statement));
  }
}
