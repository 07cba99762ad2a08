/** Talking to an LRS (xAPI 1.0.3, part 3): statements and documents over `fetch`. */

import { browserStore } from "../journal.ts";
import type { Store } from "../journal.ts";
import { SessionError } from "../session.ts";

export type Statement = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly timestamp: string;
};

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface LrsEnv {
  readonly fetch: Fetch;
  /** Wall-clock time that never goes back. */
  readonly now: () => Date;
  readonly uuid: () => string;
  readonly location: { readonly search: string; assign(url: string): void };
  /** Of this window: it outlives a reload, and nothing else. */
  readonly session: Store;
  /** Of this browser. */
  readonly local: Store;
}

/** A document with the tag that a later write must name; null where there is none. */
export interface Held {
  readonly body: unknown;
  readonly etag: string | null;
}

/** Bytes; browsers let 64 KiB be under way when a page goes. */
const KEEPALIVE_MOST = 60_000;
const ANSWER_WITHIN = 20_000;
/** A statement that is refused so may be one that is there already (RUNTIME rule 7); or it is too large. */
const REFUSALS = [400, 403, 409, 413, 422];
/** Seconds. An LRS that asks for a longer rest is asked again after this. */
const LONGEST_REST = 120;
/** A document refused with these: the session is over, no retry can help. */
const SHUT_OUT = [401, 403];

/** An answer, read whole: a body may never end. */
interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly etag: string | null;
  /** null where it is no JSON. */
  readonly body: unknown;
}

export class Lrs {
  readonly #endpoint: string;
  readonly #authorization: string;
  readonly #env: LrsEnv;
  /** Until when the LRS asked to be left alone, in milliseconds since 1970. */
  #restsUntil = 0;

  /** `endpoint` may lack its last slash. */
  constructor(endpoint: string, authorization: string, env: LrsEnv) {
    this.#endpoint = endpoint.endsWith("/") ? endpoint : `${endpoint}/`;
    this.#authorization = authorization;
    this.#env = env;
  }

  /** Reads a document; null where there is none. Rejects with SessionError. */
  async document(resource: string, query: Query): Promise<Held | null> {
    const answer = await this.#send("GET", resource, query);
    if (answer.status === 404) return null;
    mustBeFine(answer, resource);
    return { body: answer.body, etag: answer.etag };
  }

  /** Writes a document. False where another writer was first (412). Rejects with SessionError. */
  async putDocument(
    resource: string,
    query: Query,
    body: unknown,
    held: Held | null,
  ): Promise<boolean> {
    const condition = conditionOf(held);
    const answer = await this.#send("PUT", resource, query, JSON.stringify(body), condition);
    if (answer.status === 412) return false;
    mustBeFine(answer, resource);
    return true;
  }

  /**
   * Statements, newest first; none where the LRS does not let them be read. Rejects with SessionError
   * where a later try may have another answer.
   */
  async statements(query: Query): Promise<readonly Statement[]> {
    const answer = await this.#send("GET", "statements", query);
    if (answer.status >= 500 || answer.status === 429) mustBeFine(answer, "statements");
    if (!answer.ok) return [];
    const body = answer.body as { readonly statements?: readonly Statement[] } | null;
    return body?.statements ?? [];
  }

  /**
   * Stores a statement once, however often it is called with it: what was refused or not answered is
   * looked for by its id first. "refused": the LRS has an answer, and it is no. Rejects with SessionError
   * where there is no answer, or a later try may have another.
   */
  async store(statement: Statement): Promise<"stored" | "refused"> {
    const query = { statementId: statement.id };
    let answer: Answer;
    try {
      answer = await this.#send("PUT", "statements", query, JSON.stringify(statement));
    } catch (error) {
      if (await this.#holds(statement)) return "stored";
      throw error;
    }
    if (answer.ok) return "stored";
    if (!REFUSALS.includes(answer.status)) mustBeFine(answer, "statements");
    return (await this.#holds(statement)) ? "stored" : "refused";
  }

  /** The page is going: sends in this order what fits, without waiting for an answer. */
  last(sends: readonly Send[]): void {
    let size = 0;
    for (const { method, resource, query, body, held } of sends) {
      const text = JSON.stringify(body);
      const bytes = new TextEncoder().encode(text).length;
      if (size + bytes > KEEPALIVE_MOST) continue;
      size += bytes;
      const init = this.#init(method, text, held === undefined ? {} : conditionOf(held));
      void this.#env
        .fetch(this.#url(resource, query), { ...init, keepalive: true })
        .catch(() => undefined);
    }
  }

  async #holds(statement: Statement): Promise<boolean> {
    const query = { statementId: statement.id };
    const answer = await this.#send("GET", "statements", query).catch(() => null);
    if (answer?.ok !== true) return false;
    const there = answer.body as Statement | null;
    return there !== null && sameContent(there, statement);
  }

  async #send(
    method: string,
    resource: string,
    query: Query,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    if (this.#env.now().getTime() < this.#restsUntil) {
      throw new SessionError("The record store asked to be tried again later.");
    }
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN);
    try {
      const init = { ...this.#init(method, body, headers), signal: stop.signal };
      return await this.#read(await this.#env.fetch(this.#url(resource, query), init));
    } catch {
      throw new SessionError("The record store did not answer.");
    } finally {
      clearTimeout(timer);
    }
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

  #url(resource: string, query: Query): string {
    const parameters = new URLSearchParams(query);
    // Some LRSs are launched with a query in the endpoint itself.
    const [base = "", own] = this.#endpoint.split("?");
    const all = own === undefined ? `${parameters}` : `${own.replace(/\/$/, "")}&${parameters}`;
    return `${base.endsWith("/") ? base : `${base}/`}${resource}${all === "" ? "" : `?${all}`}`;
  }

  #init(method: string, body?: string, headers: Readonly<Record<string, string>> = {}): RequestInit {
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
      ...(body === undefined ? {} : { body }),
    };
  }
}

export type Query = Readonly<Record<string, string>>;

export interface Send {
  readonly method: "PUT" | "POST";
  readonly resource: string;
  readonly query: Query;
  readonly body: unknown;
  /** For documents: what is there now, as far as is known. */
  readonly held?: Held | null;
}

/** The state resource of one learner, activity and registration. */
export function stateQuery(
  activityId: string,
  agent: unknown,
  registration: string,
  stateId: string,
): Query {
  return { activityId, agent: JSON.stringify(agent), registration, stateId };
}

/** xAPI PUTs without a condition may be refused where a document exists, and overwrite it elsewhere. */
function conditionOf(held: Held | null): Record<string, string> {
  if (held === null) return { "If-None-Match": "*" };
  // A proxy that packs the answer makes the tag a weak one, which matches nothing.
  return held.etag === null ? {} : { "If-Match": held.etag.replace(/^W\//, "") };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function mustBeFine(answer: Answer, resource: string): void {
  if (answer.ok) return;
  const final = SHUT_OUT.includes(answer.status);
  throw new SessionError(`The record store refused ${resource} (HTTP ${answer.status}).`, final);
}

/** An LRS adds fields of its own and may write a time its own way; these it may not change. */
function sameContent(a: Statement, b: Statement): boolean {
  const time = (statement: Statement): number => Date.parse(statement.timestamp);
  return idOf(a["verb"]) === idOf(b["verb"]) && idOf(a["object"]) === idOf(b["object"]) && time(a) === time(b);
}

function idOf(value: unknown): unknown {
  return (value as { readonly id?: unknown } | null)?.id;
}

/** ISO 8601 duration with at most two decimals. */
export function duration(seconds: number): string {
  return `PT${Math.round(Math.max(0, seconds || 0) * 100) / 100}S`;
}

export function browserLrsEnv(): LrsEnv {
  let last = 0;
  return {
    fetch: (url, init) => fetch(url, init),
    now: () => new Date((last = Math.max(last, Date.now()))),
    uuid,
    location,
    session: browserStore(() => sessionStorage),
    local: browserStore(() => localStorage),
  };
}

/** RFC 4122 version 4; `crypto.randomUUID` is missing on plain http. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
