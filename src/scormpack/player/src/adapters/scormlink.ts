/** An open connection to a SCORM API: sets, gets and commits, with the LMS's answers made plain. */

import { SessionError } from "../session.ts";
import { asText, awaitApi, callApi, errorCode, findApi, truth } from "./scormapi.ts";
import type { Frame, ScormApi, Wait } from "./scormapi.ts";

/** How one standard names its functions and errors. */
export interface Dialect {
  readonly api: string;
  readonly initialize: string;
  readonly terminate: string;
  readonly get: string;
  readonly set: string;
  readonly commit: string;
  readonly lastError: string;
  /** Codes for elements that this LMS does not have. */
  readonly unsupported: readonly number[];
  /** Codes of Initialize that say it was done before. */
  readonly running: readonly number[];
  /** Codes of Initialize that say that this launch is over. */
  readonly over: readonly number[];
  /** An element that can always be read. */
  readonly probe: string;
}

/** Where an API is looked for, and what passes the time. */
export interface ScormEnv {
  readonly frame: Frame;
  readonly wait: Wait;
  readonly now: () => Date;
}

const INITIALIZE_TRIES = 3;
const INITIALIZE_WAIT = 500;

export class ScormLink {
  readonly #dialect: Dialect;
  readonly #env: ScormEnv;
  #api: ScormApi;
  #unsupported = new Set<string>();
  /** What the LMS was given last, so that only what differs is written. */
  #written = new Map<string, string>();

  private constructor(dialect: Dialect, env: ScormEnv, api: ScormApi) {
    this.#dialect = dialect;
    this.#env = env;
    this.#api = api;
  }

  /** Finds the API and initialises it. Rejects with SessionError. */
  static async open(dialect: Dialect, env: ScormEnv): Promise<ScormLink> {
    const api = await awaitApi(() => lookUp(dialect, env), env.wait);
    const link = new ScormLink(dialect, env, api);
    for (let tries = 1; !link.#initialize(); tries++) {
      if (tries >= INITIALIZE_TRIES) throw new SessionError("The LMS did not start a session.");
      await env.wait(INITIALIZE_WAIT);
    }
    return link;
  }

  /** The element's value; "" where there is none. */
  get(element: string): string {
    if (this.#unsupported.has(element)) return "";
    return asText(callApi(this.#api, this.#dialect.get, element));
  }

  /** Writes a value unless the LMS was given the same before. Throws SessionError. */
  set(element: string, value: string): void {
    if (this.#written.get(element) === value || this.#unsupported.has(element)) return;
    const answer = truth(callApi(this.#api, this.#dialect.set, element, value));
    if (answer === true) {
      this.#written.set(element, value);
      return;
    }
    const code = this.#lastError();
    if (this.#dialect.unsupported.includes(code)) this.#unsupported.add(element);
    else if (answer === null && code === 0 && this.get(element) === value) {
      this.#written.set(element, value);
    } else throw new SessionError(`The LMS refused ${element} (error ${code}).`);
  }

  /** Writes what an LMS may lack or refuse without harm; false if it did. */
  tryToSet(element: string, value: string): boolean {
    try {
      this.set(element, value);
      return !this.#unsupported.has(element);
    } catch {
      return false;
    }
  }

  /** Throws SessionError. */
  commit(): void {
    const answer = truth(callApi(this.#api, this.#dialect.commit, ""));
    // Some LMSs leave an older error standing; a plain yes is then judged by reading back.
    if (answer === true) return;
    const code = this.#lastError();
    if (answer === false || code !== 0) {
      throw new SessionError(`The LMS did not save (error ${code}).`);
    }
  }

  terminate(): boolean {
    return truth(callApi(this.#api, this.#dialect.terminate, "")) !== false;
  }

  /** After a failure: writes everything again, and to a new API object where there is one. */
  renew(): void {
    this.#written.clear();
    const api = lookUp(this.#dialect, this.#env);
    if (api === null || api === this.#api) return;
    this.#api = api;
    this.#initialize();
  }

  #initialize(): boolean {
    const { initialize, running, over, probe } = this.#dialect;
    if (truth(callApi(this.#api, initialize, "")) === true) return true;
    const code = this.#lastError();
    if (running.includes(code)) {
      callApi(this.#api, this.#dialect.get, probe);
      if (this.#lastError() === 0) return true;
    }
    if (!over.includes(code)) return false;
    throw new SessionError("Reload ended recording: reopen from the LMS.", true);
  }

  #lastError(): number {
    return errorCode(callApi(this.#api, this.#dialect.lastError));
  }
}

function lookUp(dialect: Dialect, env: ScormEnv): ScormApi | null {
  return findApi(env.frame, dialect.api, dialect.initialize);
}
