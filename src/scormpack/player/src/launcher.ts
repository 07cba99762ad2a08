/** Opens the session; where there is none, tries again from time to time: an LMS, or a connection, may come late. */

import type { Env } from "./env.ts";
import { retryDelay } from "./retry.ts";
import { EndedError, SessionError } from "./session.ts";
import type { Found, Session } from "./session.ts";

export interface Launched {
  found(found: Found): void;
  /** There is no session, or none yet; `final`: nor will there be. */
  absent(error: unknown, final: boolean): void;
}

export class Launcher {
  readonly #session: Session;
  readonly #env: Env;
  readonly #launched: Launched;
  #failures = 0;
  /** Whether a try has failed, and the next one is not under way. */
  #waiting = false;
  #cancel: () => void = () => undefined;

  constructor(session: Session, env: Env, launched: Launched) {
    this.#session = session;
    this.#env = env;
    this.#launched = launched;
  }

  /** Never rejects. */
  async open(): Promise<void> {
    this.#cancel();
    this.#waiting = false;
    try {
      this.#launched.found(await this.#session.open());
    } catch (error) {
      this.#failed(error);
    }
  }

  /** A good moment for the next try. */
  nudge(): void {
    if (this.#waiting) void this.open();
  }

  #failed(error: unknown): void {
    const final = error instanceof SessionError && error.final;
    this.#waiting = !final;
    const delay = retryDelay(++this.#failures, () => this.#env.random());
    // What the LMS calls over is not asked for again and again, though the code may have meant something else.
    if (!final && !(error instanceof EndedError)) this.#cancel = this.#env.after(delay, () => void this.open());
    this.#launched.absent(error, final);
  }
}
