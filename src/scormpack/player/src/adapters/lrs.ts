/** What an LRS keeps (xAPI 1.0.3, part 3): statements and documents. */

import { SessionError } from "../session.ts";
import { LrsHttp, Refusal, mustBeFine } from "./lrshttp.ts";
import type { Answer, LrsRequest, Query } from "./lrshttp.ts";
import { sameContent } from "./statement.ts";
import type { Statement } from "./statement.ts";

/** A document with the tag that a later write must name; null where there is none. */
export interface Held {
  readonly body: unknown;
  readonly etag: string | null;
}

/** What became of a statement. The LRS refuses it, or forbids whoever has this authorization to store it. */
export type Outcome = "stored" | "refused" | "forbidden";

/** Answers to a statement that may be there already (RUNTIME rule 7), or is too large. CATAPULT says 401. */
const REFUSALS = [400, 401, 403, 409, 413, 422];

export class Lrs extends LrsHttp {
  /** Reads a document; null where there is none. Rejects with SessionError, with Refusal where it is refused. */
  async document(resource: string, query: Query): Promise<Held | null> {
    const answer = await this.get(resource, query);
    if (answer.status === 404) return null;
    mustBeFine(answer, resource);
    return { body: answer.body, etag: answer.etag };
  }

  /** Writes a document. False where another writer was first. Rejects as `document` does. */
  async putDocument(request: LrsRequest): Promise<boolean> {
    const answer = await this.send(request);
    // 409 is for a write without a tag, where one is asked for (part 3, section 3.1).
    if (answer.status === 412 || answer.status === 409) return false;
    mustBeFine(answer, request.resource);
    return true;
  }

  /**
   * Statements, newest first; none where the LRS does not let them be read. Rejects with SessionError
   * where a later try may have another answer.
   */
  async statements(query: Query): Promise<readonly Statement[]> {
    const answer = await this.#ask(query);
    const found = (answer.body as { readonly statements?: unknown } | null)?.statements;
    return answer.ok && Array.isArray(found) ? (found as Statement[]) : [];
  }

  /**
   * Stores a statement once, however often it is called with it: what was refused or not answered is
   * looked for by its id first. Rejects with SessionError where there is no answer, or a later try may
   * have another.
   */
  async store(statement: Statement): Promise<Outcome> {
    const query = { statementId: statement.id };
    const sent = this.send({ method: "PUT", resource: "statements", query, body: statement });
    const answer = await sent.catch((error: SessionError) => error);
    const silent = answer instanceof SessionError;
    if (!silent && answer.ok) return "stored";
    if (!silent && !REFUSALS.includes(answer.status)) mustBeFine(answer, "statements");
    const there = await this.find(statement);
    if (there !== null) return there ? "stored" : "refused";
    if (silent) throw answer;
    return Refusal.shutsOut(answer.status) ? "forbidden" : "refused";
  }

  /**
   * Whether the statement is there; false where its id has another, null where the LRS shows none. Rejects
   * with SessionError where a later try may have another answer.
   */
  async find(statement: Statement): Promise<boolean | null> {
    const answer = await this.#ask({ statementId: statement.id });
    const there = answer.body as Partial<Statement> | null;
    if (!answer.ok || there?.id?.toLowerCase() !== statement.id) return null;
    return sameContent(there, statement);
  }

  async #ask(query: Query): Promise<Answer> {
    const answer = await this.get("statements", query);
    if (answer.passing) mustBeFine(answer, "statements");
    return answer;
  }
}
