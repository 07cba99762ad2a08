/** What an LRS keeps (xAPI 1.0.3, part 3): statements and documents. */

import type { LrsEnv } from "./lrsenv.ts";
import { LrsHttp, mustBeFine } from "./lrshttp.ts";
import type { Answer, Query } from "./lrshttp.ts";
import { sameContent } from "./statement.ts";
import type { Statement } from "./statement.ts";

/** A document with the tag that a later write must name; null where there is none. */
export interface Held {
  readonly body: unknown;
  readonly etag: string | null;
}

/** Sent when the page goes. */
export interface Send {
  readonly method: "PUT" | "POST";
  readonly resource: string;
  readonly query: Query;
  readonly body: unknown;
  /** For documents: what is there now, as far as is known. */
  readonly held?: Held | null;
}

/** Bytes; browsers let 64 KiB be under way when a page goes. */
const KEEPALIVE_MOST = 60_000;
/** A statement that is refused so may be one that is there already (RUNTIME rule 7); or it is too large. */
const REFUSALS = [400, 403, 409, 413, 422];

export class Lrs {
  readonly #http: LrsHttp;

  /** `endpoint` may lack its last slash. */
  constructor(endpoint: string, authorization: string, env: LrsEnv) {
    this.#http = new LrsHttp(endpoint, authorization, env);
  }

  /** Reads a document; null where there is none. Rejects with SessionError. */
  async document(resource: string, query: Query): Promise<Held | null> {
    const answer = await this.#http.send({ method: "GET", resource, query });
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
    const headers = conditionOf(held);
    const answer = await this.#http.send({ method: "PUT", resource, query, body, headers });
    if (answer.status === 412) return false;
    mustBeFine(answer, resource);
    return true;
  }

  /**
   * Statements, newest first; none where the LRS does not let them be read. Rejects with SessionError
   * where a later try may have another answer.
   */
  async statements(query: Query): Promise<readonly Statement[]> {
    const answer = await this.#http.send({ method: "GET", resource: "statements", query });
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
      answer = await this.#http.send({ method: "PUT", resource: "statements", query, body: statement });
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
    for (const { held, ...request } of sends) {
      const bytes = new TextEncoder().encode(JSON.stringify(request.body)).length;
      if (size + bytes > KEEPALIVE_MOST) continue;
      size += bytes;
      this.#http.last({ ...request, headers: held === undefined ? {} : conditionOf(held) });
    }
  }

  async #holds(statement: Statement): Promise<boolean> {
    const query = { statementId: statement.id };
    const answer = await this.#http.send({ method: "GET", resource: "statements", query }).catch(() => null);
    if (answer?.ok !== true) return false;
    const there = answer.body as Statement | null;
    return there !== null && sameContent(there, statement);
  }
}

/** xAPI PUTs without a condition may be refused where a document exists, and overwrite it elsewhere. */
function conditionOf(held: Held | null): Record<string, string> {
  if (held === null) return { "If-None-Match": "*" };
  // A proxy that packs the answer makes the tag a weak one, which matches nothing.
  return held.etag === null ? {} : { "If-Match": held.etag.replace(/^W\//, "") };
}
