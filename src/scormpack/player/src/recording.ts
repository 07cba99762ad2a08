/** A session that is found: whether this window may write in it, and what becomes of each write. */

import type { Claim } from "./claim.ts";
import type { Env } from "./env.ts";
import type { SaveState } from "./keeper.ts";
import type { LearnerRecord } from "./record.ts";
import { Saver } from "./saver.ts";
import says from "./sentences.json" with { type: "json" };
import { SessionError } from "./session.ts";
import type { Found, Session, Standing, Stored } from "./session.ts";

const EXIT_WITHIN = 10;

/** "looking": review or browse. "aside": another window has taken the record over. */
export type Phase = "opening" | "open" | "looking" | "aside" | "closed";

export class Recording {
  readonly saver: Saver;
  readonly #session: Session;
  readonly #record: LearnerRecord<unknown>;
  readonly #env: Env;
  readonly #merged: () => void;
  #phase: Phase = "opening";
  /** None before the learner is known, and where nothing is recorded. */
  #claim: Claim | null = null;
  /** Whether the session ended, or Exit took its time, while the learner may go on. */
  #overdue = false;

  /** `merged`: called when the record has what another window or device did. */
  constructor(session: Session, record: LearnerRecord<unknown>, env: Env, merged: () => void) {
    this.#session = session;
    this.#record = record;
    this.#env = env;
    this.#merged = merged;
    this.saver = new Saver(() => this.#store(), env);
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** `name`: what windows of this browser that record the same have in common. */
  begin(found: Found, name: string): void {
    this.#phase = "open";
    if (this.#session.keeps === "nothing") this.saver.show({ kind: "not-recording", why: "web" });
    else if (found.mode === "normal") {
      this.#claim = this.#env.claim(name, () => this.mine());
      this.#claim.take();
    } else {
      this.#phase = "looking";
      this.saver.show({ kind: "not-recording", why: found.mode });
    }
  }

  /** There will be no session. */
  end(): void {
    this.#phase = "closed";
  }

  /** The record has changed. */
  changed(urgent: boolean, completes: boolean): void {
    if (this.#phase === "closed") this.#missed(this.#overdue || completes);
    // Of a window that was set aside, the one that keeps the record finds it there, or the next launch.
    if (this.#phase !== "looking" && this.#phase !== "closed") this.#record.written();
    if (this.#phase === "open" && this.#session.keeps !== "nothing") this.saver.request(urgent);
  }

  /** Whether this window may write; where another one has taken the record over, it is set aside. */
  mine(): boolean {
    if (this.#phase !== "open") return false;
    if (this.#claim === null || this.#claim.keep()) return true;
    this.#phase = "aside";
    this.saver.rest({ kind: "not-recording", why: "second-window" });
    return false;
  }

  /** The window is used: true where another one has done something, which is merged now. */
  awake(): boolean {
    if (this.#phase === "aside" && this.#claim?.keep() === true) {
      this.#phase = "open";
      this.saver.resume();
      this.#record.join();
      return true;
    }
    if (!this.mine()) return false;
    const joined = this.#record.join();
    if (joined) this.saver.request(true);
    this.saver.nudge();
    return joined;
  }

  async exit(): Promise<SaveState> {
    if (!this.mine() || this.#session.keeps === "nothing") return this.#exitAside();
    this.#overdue = false;
    const late = this.#env.wait(EXIT_WITHIN).then((): SaveState => {
      this.#overdue = this.#phase !== "closed";
      return { kind: "not-saved", why: says.lmsSilent, final: false };
    });
    const state = await Promise.race([this.saver.last(() => this.#close()), late]);
    if (this.#phase === "closed") this.#leave();
    return state;
  }

  hide(leaving: boolean): void {
    if (this.mine()) this.#session.hide(this.#record.written(), leaving);
    else if (this.#phase === "looking") this.#session.hide(this.#record.standing(), leaving);
    if (leaving) this.#ended();
  }

  /** Nothing is recorded here, so there is nothing to wait for; the session still ends in order. */
  async #exitAside(): Promise<SaveState> {
    if (this.#phase === "looking") {
      await this.#session.close(this.#record.standing()).catch(() => undefined);
      this.#phase = "closed";
    }
    if (this.#phase === "closed") this.#leave();
    return this.saver.state;
  }

  /** Whoever is told that something is not saved stays to read it. */
  #leave(): void {
    if (this.saver.state.kind !== "not-saved") this.#session.leave();
  }

  /** Done after the session was closed: the journal has it for the next launch. `told`: the learner is to know. */
  #missed(told: boolean): void {
    const { kind } = this.saver.state;
    if (kind === "not-recording") return;
    this.#record.written();
    if (told && kind !== "not-saved") this.saver.ended();
  }

  async #close(): Promise<Stored> {
    // What another device did may complete something, which is told before the end.
    if (this.#session.theirs !== undefined) {
      await this.#write((standing) => this.#session.store(standing));
      this.#join();
    }
    const stored = await this.#write((standing) => this.#session.close(standing));
    this.#ended();
    return stored;
  }

  async #store(): Promise<Stored> {
    const stored = await this.#write((standing) => this.#session.store(standing));
    // It may complete something, of which the LMS has not been told.
    if (this.#join()) this.saver.request(true);
    return stored;
  }

  /** Takes what the last write found to be another's into the record; true where there was something. */
  #join(): boolean {
    const joined = this.#record.merge(this.#session.theirs ?? null);
    if (joined) this.#merged();
    return joined;
  }

  async #write(write: (standing: Standing) => Promise<Stored>): Promise<Stored> {
    if (!this.mine()) throw new SessionError(says.otherWindow);
    const standing = this.#record.written();
    try {
      const stored = await write(standing);
      if (stored === "confirmed") this.#record.confirmed(standing, this.#session.keeps === "store");
      return stored;
    } catch (error) {
      // The next try names what it found as known, and would replace it.
      this.#join();
      // What is done from here on is for the next launch, or another window.
      if (error instanceof SessionError && error.final) {
        if (error.person) this.#record.part();
        this.#overdue = true;
        this.#ended();
      }
      throw error;
    }
  }

  #ended(): void {
    this.#phase = "closed";
    this.#claim?.release();
    this.saver.stop();
  }
}
