/** Decides when the record is written: one write at a time, again until it is stored. */

import type { Env } from "./env.ts";
import type { SaveState } from "./keeper.ts";
import { retryDelay } from "./retry.ts";
import says from "./sentences.json" with { type: "json" };
import { SessionError } from "./session.ts";
import type { Stored } from "./session.ts";

/** Seconds between two routine writes. */
const ROUTINE = 15;

export class Saver {
  readonly #write: () => Promise<Stored>;
  readonly #env: Env;
  readonly #listeners: ((state: SaveState) => void)[] = [];
  #state: SaveState = { kind: "opening" };
  #dirty = false;
  #urgent = false;
  #inFlight: Promise<void> | null = null;
  #failures = 0;
  /** Whether something urgent has not been stored yet. */
  #atStake = false;
  /** Whether something urgent came while a write was under way. */
  #urgentSince = false;
  #stopped = false;
  /** Whether another window keeps the record: how a write that is under way ends is not told then. */
  #resting = false;
  #cancel: (() => void) | null = null;
  #lastStart = Number.NEGATIVE_INFINITY;

  constructor(write: () => Promise<Stored>, env: Env) {
    this.#write = write;
    this.#env = env;
  }

  get state(): SaveState {
    return this.#state;
  }

  /** Whether more than routine progress would be lost with the page. */
  get unsaved(): boolean {
    return this.#failures > 0 || this.#atStake;
  }

  listen(listener: (state: SaveState) => void): void {
    this.#listeners.push(listener);
    listener(this.#state);
  }

  show(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
    this.#env.guard(this.unsaved);
  }

  /** Something is to be written: at once, or with the next routine write. */
  request(urgent: boolean): void {
    this.#dirty = true;
    this.#urgent ||= urgent;
    this.#atStake ||= urgent;
    this.#urgentSince ||= urgent;
    // What was saved before is not this: the page may not call a completion saved on its account.
    if (urgent && "at" in this.#state) this.show({ kind: "saving" });
    if (this.#inFlight !== null || this.#stopped) return;
    if (urgent) this.#schedule(0);
    else if (this.#cancel === null) this.#schedule(this.#untilRoutine());
  }

  /** A good moment for the next try. */
  nudge(): void {
    if (this.#failures > 0 && this.#inFlight === null && !this.#stopped) this.#schedule(0);
  }

  /** No more writes: the session has ended. */
  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = null;
  }

  /** No more writes until `resume`, and `state` is what the page says. */
  rest(state: SaveState): void {
    this.stop();
    this.#failures = 0;
    this.#atStake = false;
    this.#resting = true;
    this.show(state);
  }

  /** The session is over, and what was done after it is not in it. */
  ended(): void {
    this.show({ kind: "not-saved", why: says.sessionEnded, final: true });
  }

  resume(): void {
    this.#stopped = false;
    this.#resting = false;
    this.request(true);
  }

  /** Waits for the write under way, then does a last one instead of all others. */
  async last(write: () => Promise<Stored>): Promise<SaveState> {
    await this.#inFlight;
    // The one under way was a last one itself.
    if (this.#stopped && this.#failures === 0) return this.#state;
    this.#cancel?.();
    this.#cancel = null;
    await this.#run(write);
    return this.#state;
  }

  #untilRoutine(): number {
    return Math.max(0, ROUTINE - (this.#env.clock.steady() - this.#lastStart)) * 1000;
  }

  #schedule(milliseconds: number): void {
    this.#cancel?.();
    this.#cancel = this.#env.after(milliseconds, () => {
      this.#cancel = null;
      if (this.#inFlight === null) void this.#run(this.#write);
    });
  }

  #run(write: () => Promise<Stored>): Promise<void> {
    this.#lastStart = this.#env.clock.steady();
    this.#dirty = false;
    const urgent = this.#urgent;
    // While tries fail the alert stays; it would otherwise be read out with each of them.
    if (this.#failures === 0) this.show({ kind: "saving" });
    this.#urgent = false;
    this.#urgentSince = false;
    this.#inFlight = write()
      .then(
        (stored) => this.#succeeded(stored),
        (error: unknown) => this.#failed(error, urgent),
      )
      .finally(() => {
        this.#inFlight = null;
        this.#next();
      });
    return this.#inFlight;
  }

  #succeeded(stored: Stored): void {
    if (this.#resting) return;
    this.#failures = 0;
    this.#atStake = this.#urgent;
    const kind = stored === "confirmed" ? "saved" : "sent";
    if (!this.#urgentSince) this.show({ kind, at: this.#env.clock.now() });
    else if (this.#stopped) this.ended();
  }

  #failed(error: unknown, urgent: boolean): void {
    if (this.#resting) return;
    this.#dirty = true;
    this.#urgent ||= urgent;
    this.#failures++;
    const final = error instanceof SessionError && error.final;
    if (final) this.stop();
    const why = error instanceof Error ? error.message : String(error);
    this.show({ kind: "not-saved", why, final });
  }

  #next(): void {
    if (!this.#dirty || this.#stopped) return;
    if (this.#urgentSince) this.#schedule(0);
    else if (this.#failures > 0) this.#schedule(retryDelay(this.#failures, () => this.#env.random()));
    else this.#schedule(this.#untilRoutine());
  }
}
