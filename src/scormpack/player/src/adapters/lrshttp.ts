/** Requests to an LRS: addressed, authorised, limited in time, and held back while it asks for a rest. */

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
  readonly etag: string | null;
  /** null where it is no JSON. */
  readonly body: unknown;
}

const ANSWER_WITHIN = 20_000;
/** Seconds. An LRS that asks for a longer rest is asked again after this. */
const LONGEST_REST = 120;
/** Refused with these: the session is over, no retry can help. */
const SHUT_OUT = [401, 403];

export class LrsHttp {
  readonly #endpoint: string;
  readonly #authorization: string;
  readonly #env: LrsEnv;
  /** Until when the LRS asked to be left alone, in milliseconds since 1970. */
  #restsUntil = 0;

  /** `endpoint` may lack its last slash. */
  constructor(endpoint: string, authorization: string, env: LrsEnv) {
    this.#endpoint = endpoint;
    this.#authorization = authorization;
    this.#env = env;
  }

  /** Rejects with SessionError where there is no answer. */
  async send(request: LrsRequest): Promise<Answer> {
    if (this.#env.now().getTime() < this.#restsUntil) {
      throw new SessionError("The record store asked to be tried again later.");
    }
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN);
    try {
      const init = { ...this.#init(request), signal: stop.signal };
      return await this.#read(await this.#env.fetch(this.#url(request), init));
    } catch {
      throw new SessionError("The record store did not answer.");
    } finally {
      clearTimeout(timer);
    }
  }

  /** The page is going: sends without waiting for an answer. */
  last(request: LrsRequest): void {
    const init = { ...this.#init(request), keepalive: true };
    void this.#env.fetch(this.#url(request), init).catch(() => undefined);
  }

  async #read(answer: Response): Promise<Answer> {
    const { ok, status, headers } = answer;
    const text = await answer.text();
    // A login page, in the place of the LRS; the type alone says nothing: some LRSs give it to every answer.
    if (ok && text.trimStart().startsWith("<")) throw new Error("no LRS");
    this.#rest(headers.get("Retry-After"));
    return { ok, status, etag: headers.get("ETag"), body: parsed(text) };
  }

  /** `after`: seconds, or a date (RFC 9110, section 10.2.3). */
  #rest(after: string | null): void {
    if (after === null) return;
    const now = this.#env.now().getTime();
    const asked = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
    if (asked > 0) this.#restsUntil = now + Math.min(asked, LONGEST_REST * 1000);
  }

  #url({ resource, query }: LrsRequest): string {
    // Some LRSs are launched with a query in the endpoint itself.
    const [base = "", own = ""] = this.#endpoint.split("?");
    const all = [own, `${new URLSearchParams(query)}`].filter((part) => part !== "");
    return `${base.replace(/\/*$/, "/")}${resource}${all.length === 0 ? "" : `?${all.join("&")}`}`;
  }

  #init({ method, body, headers }: LrsRequest): RequestInit {
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    return {
      method,
      headers: {
        Authorization: this.#authorization,
        "X-Experience-API-Version": "1.0.3",
        ...type,
        ...headers,
      },
      cache: "no-store",
      credentials: "omit",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
  }
}

/** Throws where an answer is no success. */
export function mustBeFine(answer: Answer, resource: string): void {
  if (answer.ok) return;
  const final = SHUT_OUT.includes(answer.status);
  throw new SessionError(`The record store refused ${resource} (HTTP ${answer.status}).`, final);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
