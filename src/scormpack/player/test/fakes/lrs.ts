/** A small LRS behind `fetch`: statements by id, documents with tags, a cmi5 fetch URL. */

import type { Fetch } from "../../src/adapters/lrsenv.ts";

type Json = Record<string, unknown>;
export const ENDPOINT = "https://lrs.example.org/xapi/";

export class FakeLrs {
  readonly statements = new Map<string, Json>();
  readonly documents = new Map<string, string>();
  readonly faults: string[] = [];
  /** Requests that change something and are still to fail with 503. */
  failing = 0;
  /** Statement requests whose answer is lost after they were stored. */
  silent = 0;
  fetches = 0;
  /** Whether documents have tags: some proxies take them off. */
  tags = true;
  /** Whether a write that names another tag, or none where there is a document, is refused: some LRSs take each. */
  heeds = true;

  readonly fetch: Fetch = (url, init) => {
    const { pathname, searchParams } = new URL(url);
    if (pathname === "/fetch") return Promise.resolve(this.#token(init));
    const headers = new Headers(init.headers);
    if (headers.get("X-Experience-API-Version") === null) this.faults.push("no version");
    if (!headers.get("Authorization")) this.faults.push("no authorization");
    if (init.method !== "GET" && this.failing-- > 0) return Promise.resolve(answer(503));
    const resource = pathname.replace("/xapi/", "");
    if (resource !== "statements") return Promise.resolve(this.#document(resource, searchParams, init));
    const done = this.#statements(searchParams, init);
    if (init.method === "PUT" && this.silent-- > 0) return Promise.reject(new TypeError("lost"));
    return Promise.resolve(done);
  };

  /** The last parts of the verbs' ids, in order of arrival, about one activity. */
  verbs(activity: string): string[] {
    return this.about(activity).map((each) => id(each["verb"]).split("/").at(-1) ?? "");
  }

  about(activity: string): Json[] {
    return [...this.statements.values()].filter((each) => id(each["object"]) === activity);
  }

  #statements(query: URLSearchParams, init: RequestInit): Response {
    if (init.method === "GET") return this.#find(query);
    const given = JSON.parse(String(init.body)) as Json | Json[];
    for (const statement of Array.isArray(given) ? given : [given]) {
      const name = String(statement["id"]);
      const there = this.statements.get(name);
      if (there !== undefined && JSON.stringify(there) !== JSON.stringify(statement)) return answer(409);
      this.statements.set(name, statement);
    }
    return answer(204);
  }

  #find(query: URLSearchParams): Response {
    const wanted = query.get("statementId");
    if (wanted !== null) {
      const there = this.statements.get(wanted);
      return there === undefined ? answer(404) : answer(200, there);
    }
    const found = this.about(query.get("activity") ?? "").filter(
      (each) =>
        id(each["verb"]) === query.get("verb") &&
        (each["context"] as Json)["registration"] === query.get("registration"),
    );
    return answer(200, { statements: found.reverse(), more: "" });
  }

  #document(resource: string, query: URLSearchParams, init: RequestInit): Response {
    query.sort();
    const key = `${resource}?${query}`;
    const there = this.documents.get(key);
    if (init.method === "GET") {
      if (there === undefined) return answer(404);
      return answer(200, JSON.parse(there), this.tags ? { ETag: tag(there) } : {});
    }
    const headers = new Headers(init.headers);
    const match = headers.get("If-Match");
    const stale = match !== null && (there === undefined || match !== tag(there));
    const taken = headers.get("If-None-Match") === "*" && there !== undefined;
    if (this.heeds && (stale || taken)) return answer(412);
    this.documents.set(key, String(init.body));
    return answer(204);
  }

  #token(init: RequestInit): Response {
    if (init.method !== "POST") this.faults.push("fetch takes POST");
    if (this.fetches++ > 0) return answer(200, { "error-code": "1", "error-text": "used before" });
    return answer(200, { "auth-token": "dG9rZW4=" });
  }
}

function id(value: unknown): string {
  return (value as { id: string }).id;
}

function tag(text: string): string {
  return `"${text.length}-${[...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) | 0, 0)}"`;
}

function answer(status: number, body?: unknown, headers: Record<string, string> = {}): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}
