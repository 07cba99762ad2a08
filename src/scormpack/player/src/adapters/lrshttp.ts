/** Requests to an LRS: addressed, authorised, limited in time, and held back while it asks for a rest. */

import { parsed } from "../attempt.ts";
import { fill } from "../fill.ts";
import says from "../sentences.json" with { type: "json" };
import { SessionError } from "../session.ts";
import type { LrsEnv } from "./lrsenv.ts";

export type Query = Readonly<Record<string, string>>;
type Headers = Readonly<Record<string, string>>;

export interface LrsRequest {
  readonly method: "GET" | "PUT" | "POST";
  readonly resource: string;
  readonly query: Query;
  readonly body?: unknown;
  readonly headers?: Headers;
}

/** An answer, read whole: a body may never end. */
export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  /** Whether it may be another one a moment later. */
  readonly passing: boolean;
  readonly etag: string | null;
  /** null where it is no JSON. */
  readonly body: unknown;
}

/** Milliseconds. */
const ANSWER_WITHIN = 20_000;
/** Seconds. An LRS that asks for a longer rest is asked again after this. */
const LONGEST_REST = 120;
/** Answers that pass, beside most of the 5xx. */
const PASSING = [408, 425, 429];

/** The LRS has an answer, and it is no. */
export class Refusal extends SessionError {
  readonly status: number;
  readonly passing: boolean;

  constructor({ status, passing }: Answer, resource: string) {
    super(fill(says.storeRefused, resource, status), Refusal.shutsOut(status));
    this.status = status;
    this.passing = passing;
  }

  /** Whether this authorization is refused: the session is over, no retry can help. */
  static shutsOut(status: number): boolean {
    return status === 401 || status === 403;
  }
}

export class LrsHttp {
  readonly #endpoint: string;
  readonly #authorization: string;
  readonly #env: LrsEnv;

  /** `endpoint` may lack its last slash. */
  constructor(endpoint: string, authorization: string, env: LrsEnv) {
    this.#endpoint = endpoint;
    this.#authorization = authorization;
    this.#env = env;
  }

  /** Rejects with SessionError where there is no answer. */
  async send(request: LrsRequest): Promise<Answer> {
    if (this.#env.now().getTime() < (this.#env.rests.get(this.#endpoint) ?? 0)) {
      throw new SessionError(says.storeLater);
    }
    try {
      return await within(ANSWER_WITHIN, (signal) => this.#ask(request, { signal }));
    } catch {
      throw new SessionError(says.storeSilent);
    }
  }

  protected get(resource: string, query: Query): Promise<Answer> {
    return this.send({ method: "GET", resource, query });
  }

  /** The page is going: sends what outlives it. False where no good answer comes; heard only where the page stays. */
  last(request: LrsRequest): Promise<boolean> {
    return this.#ask(request, { keepalive: true }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async #ask(request: LrsRequest, how: RequestInit): Promise<Answer> {
    const answer = await this.#env.fetch(this.#url(request), { ...this.#init(request), ...how });
    const { ok, status, headers } = answer;
    const text = await answer.text();
    // A login page, in the place of the LRS; the type alone says nothing: some LRSs give it to every answer.
    if (ok && text.trimStart().startsWith("<")) throw new Error();
    if (!ok) this.#rest(headers.get("Retry-After"));
    const passing = PASSING.includes(status) || (status >= 500 && status !== 501);
    return { ok, status, passing, etag: headers.get("ETag"), body: parsed(text) };
  }

  /** `after`: seconds, or a date (RFC 9110, section 10.2.3). */
  #rest(after: string | null): void {
    if (after === null) return;
    const now = this.#env.now().getTime();
    const asked = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
    if (asked > 0) this.#env.rests.set(this.#endpoint, now + Math.min(asked, LONGEST_REST * 1000));
  }

  #url({ resource, query }: LrsRequest): string {
    // Some LRSs are launched with a query in the endpoint itself.
    const [base = "", own = ""] = this.#endpoint.split("?");
    const all = [own, `${new URLSearchParams(query)}`].filter((part) => part !== "").join("&");
    return `${base.replace(/\/*$/, "/")}${resource}${all && `?${all}`}`;
  }

  #init({ method, body, headers }: LrsRequest): RequestInit {
    return {
      method,
      headers: {
        // Some are launched without one.
        ...(this.#authorization === "" ? {} : { Authorization: this.#authorization }),
        "X-Experience-API-Version": "1.0.3",
        ...(body ? { "Content-Type": "application/json" } : {}),
        ...headers,
      },
      cache: "no-store",
      credentials: "omit",
      body: JSON.stringify(body),
    };
  }
}

/** Gives up after so many milliseconds. */
export async function within<T>(milliseconds: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), milliseconds);
  try {
    return await ask(stop.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws Refusal where an answer is no success. */
export function mustBeFine(answer: Answer, resource: string): void {
  if (!answer.ok) throw new Refusal(answer, resource);
}
