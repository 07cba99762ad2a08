/** An open connection to a SCORM API: sets, gets and commits, with the LMS's answers made plain. */

import { fill } from "../fill.ts";
import says from "../sentences.json" with { type: "json" };
import { EndedError, SessionError } from "../session.ts";
import { BROKEN, asText, awaitApi, callApi, errorCode, findApi, meant, ofAnElement, truth } from "./scormapi.ts";
import type { ScormApi } from "./scormapi.ts";
import type { Dialect, ScormEnv } from "./scormenv.ts";

const INITIALIZE_TRIES = 3;
const INITIALIZE_WAIT = 500;
/** Instead of an error code: the LMS said neither yes nor no, and names no error. */
const UNCLEAR = -1;

export class ScormLink {
  readonly #dialect: Dialect;
  readonly #env: ScormEnv;
  #api: ScormApi;
  #unsupported = new Set<string>();
  /** What the LMS was given last, so that only what differs is written. */
  #written = new Map<string, string>();
  /** The error of the last Initialize. */
  #code = 0;
  /** Whether `#api` was initialised. */
  #running = false;
  /** What the LMS gave first, by element: mostly at the launch. */
  readonly #first = new Map<string, string>();
  /** What the LMS said when the session began: who learns, and what was launched. */
  readonly #launch = new Map<string, string>();
  /** The error code that stood after that answer: some LMSs leave an older one standing. */
  #standing = 0;
  /** Whether Terminate was called, unless the LMS said no. */
  ended = false;
  /** What the LMS refused since the last commit. */
  #refusal: SessionError | null = null;

  private constructor(dialect: Dialect, env: ScormEnv, api: ScormApi) {
    this.#dialect = dialect;
    this.#env = env;
    this.#api = api;
  }

  /** Finds the API and initialises it. Rejects with SessionError. */
  static async open(dialect: Dialect, env: ScormEnv): Promise<ScormLink> {
    const api = await awaitApi(() => lookUp(dialect, env), env.wait);
    const link = new ScormLink(dialect, env, api);
    for (let tries = 1; !(link.#running = link.#initialize()); tries++) {
      if (tries >= INITIALIZE_TRIES) throw link.#notStarted();
      await env.wait(INITIALIZE_WAIT);
    }
    return link;
  }

  /**
   * Hears whose session it is, and of what, before anything else is read; again before each write, since an
   * API may come to serve another launch. Throws SessionError.
   */
  meet(): void {
    this.#same(this.#dialect.probe);
    this.#standing = this.#lastError();
    this.#same("cmi.launch_data");
  }

  /** "" where the LMS names nobody. */
  get learner(): string {
    return this.#launch.get(this.#dialect.probe) ?? "";
  }

  #same(element: string): void {
    const before = this.#launch.get(element);
    const value = meant(this.known(element, element === this.#dialect.probe));
    if (before === undefined) this.#launch.set(element, value);
    else if (value !== before) {
      if (value === "" || before === "") throw new SessionError(says.apiFailed);
      // Not a word more to what is someone else's, not even an end.
      this.ended = true;
      throw new SessionError(says.otherSession, true, element === this.#dialect.probe);
    }
  }

  /** The element's value; "" where there is none. */
  get(element: string): string {
    return this.#shown(element, this.lacks(element) ? "" : asText(callApi(this.#api, this.#dialect.get, element)));
  }

  /** Whether the LMS shows all of the elements as it first did. */
  unchanged(elements: readonly string[]): boolean {
    return elements.every((element) => this.#first.get(element) === this.get(element));
  }

  /** How long a list is, by its `_count`; NaN where the LMS does not tell, which is remembered if it has no such list. */
  count(element: string): number {
    if (this.lacks(element)) return Number.NaN;
    const given = callApi(this.#api, this.#dialect.get, element);
    const count = Number.parseInt(asText(given), 10);
    const answered = given !== BROKEN && !(count >= 0);
    if (answered && this.#dialect.unsupported.includes(this.#lastError())) this.#unsupported.add(element);
    return count;
  }

  /**
   * What every LMS has, word for word: a failure is not taken for no value. Throws SessionError.
   * `always`: there is a value, so that saying nothing at all is a failure too.
   */
  known(element: string, always = false): string {
    const given = callApi(this.#api, this.#dialect.get, element);
    const value = asText(given);
    const code = value === "" ? this.#lastError() : this.#standing;
    const silent = given === BROKEN || (always && given === undefined);
    if (silent || (code !== this.#standing && this.#dialect.failed.includes(code))) throw new SessionError(says.apiFailed);
    this.#shown(element, value);
    return value;
  }

  /** What the LMS gave means, which is kept if it is the first. */
  #shown(element: string, given: string): string {
    const value = meant(given);
    if (!this.#first.has(element)) this.#first.set(element, value);
    return value;
  }

  /**
   * Writes a value unless the LMS was given the same before. A refusal is told by `commit`: what else
   * there is to write must not wait for it. False where it was refused.
   */
  insist(element: string, value: string): boolean {
    const code = this.#write(element, value);
    this.#refused(element, code);
    return code === null;
  }

  /** As `insist`, for what an LMS may lack. */
  set(element: string, value: string): void {
    if (!this.lacks(element)) this.#refused(element, this.#offer(element, value));
  }

  /** Writes what an LMS may lack or refuse without harm; false if it did. Of the write-only elements too. */
  tryToSet(element: string, value: string): boolean {
    if (this.lacks(element)) return false;
    const code = this.#offer(element, value, false);
    return (code === null || code === UNCLEAR) && !this.lacks(element);
  }

  /** Throws SessionError, also where something was refused since the last time, or the session ended meanwhile. */
  commit(): void {
    const refusal = this.#refusal;
    this.#refusal = null;
    const given = callApi(this.#api, this.#dialect.commit, "");
    // Firefox lets a page go while a synchronous request waits for its answer.
    if (this.ended) throw new SessionError(says.sessionEnded, true);
    if (given === BROKEN) throw new SessionError(says.apiFailed);
    const answer = truth(given);
    const code = answer === true ? 0 : this.#lastError();
    // Some LMSs leave an older error standing: one of an element is none of Commit, and reading back judges.
    if (answer === false || (code !== 0 && !ofAnElement(code))) {
      throw new SessionError(fill(says.lmsDidNotSave, code));
    }
    if (refusal !== null) throw refusal;
  }

  /** Whether the LMS has said that it does not have the element. */
  lacks(element: string): boolean {
    return this.#unsupported.has(element);
  }

  #refused(element: string, code: number | null): void {
    if (code === null) return;
    this.#refusal ??= new SessionError(fill(says.lmsRefused, element, Math.max(0, code)));
  }

  /** As `#write`; null also where the LMS turns out to lack the element. */
  #offer(element: string, value: string, readable = true): number | null {
    const code = this.#write(element, value, readable);
    if (code === null || !this.#dialect.unsupported.includes(code)) return code;
    this.#unsupported.add(element);
    return null;
  }

  /** null: the LMS has the value; else the code of its refusal. An unclear answer is read back where that may be. */
  #write(element: string, value: string, readable = true): number | null {
    if (this.#written.get(element) === value) return null;
    const answer = truth(callApi(this.#api, this.#dialect.set, element, value));
    const code = answer === true ? 0 : this.#lastError();
    if (answer === true || (answer === null && readable && this.get(element) === value)) {
      this.#written.set(element, value);
      return null;
    }
    return answer === null && code === 0 ? UNCLEAR : code;
  }

  terminate(): void {
    // From the call on: see `commit`.
    this.ended = true;
    this.ended = truth(callApi(this.#api, this.#dialect.terminate, "")) !== false;
  }

  /**
   * Before each write: whether there is another API object than before, which is initialised and given
   * everything. An object that has been taken away may go on to answer "true". Throws SessionError where
   * there is none, or the new one starts no session.
   */
  renewed(): boolean {
    const api = lookUp(this.#dialect, this.#env);
    if (api === null) throw new SessionError(says.apiGone);
    if (api === this.#api && this.#running) return false;
    this.#api = api;
    this.forget();
    this.#first.clear();
    this.#running = this.#initialize();
    if (!this.#running) throw this.#notStarted();
    this.#unsupported.clear();
    return true;
  }

  /** After a failure the LMS may hold less than it was given: everything is written again. */
  forget(): void {
    this.#written.clear();
  }

  #initialize(): boolean {
    const { initialize, running, probe } = this.#dialect;
    const answer = truth(callApi(this.#api, initialize, ""));
    if (answer === true) return true;
    this.#code = this.#lastError();
    const unclear = answer === null && this.#code === 0;
    if (!unclear && !running.includes(this.#code)) return false;
    return this.get(probe) !== "" || (!unclear && this.#lastError() === 0);
  }

  #notStarted(): SessionError {
    const { running, over } = this.#dialect;
    if (!over.includes(this.#code)) return new SessionError(says.notStartedByLms);
    // A code with other meanings too may pass.
    return new EndedError(!running.includes(this.#code));
  }

  #lastError(): number {
    return errorCode(callApi(this.#api, this.#dialect.lastError));
  }
}

function lookUp(dialect: Dialect, env: ScormEnv): ScormApi | null {
  return findApi(env.frame, dialect.api, dialect.initialize);
}
