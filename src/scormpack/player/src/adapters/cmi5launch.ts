/** A cmi5 launch: its query, its token, and what the LMS says in documents. */

import { digest } from "../checksum.ts";
import { SessionError } from "../session.ts";
import { stateQuery, STATE } from "./statedocument.ts";
import type { Json, Launch } from "./launch.ts";
import { Lrs } from "./lrs.ts";
import type { LrsEnv } from "./lrsenv.ts";

/** The state document of section 10. */
export interface LaunchData {
  readonly contextTemplate?: Json;
  readonly launchMode?: string;
  readonly masteryScore?: unknown;
  readonly moveOn?: string;
  readonly launchParameters?: unknown;
  readonly returnURL?: string;
}

/** Section 8.1: the launch's query. Rejects with SessionError. */
export async function cmi5Launch(env: LrsEnv): Promise<Launch> {
  const query = new URLSearchParams(env.location.search);
  const [endpoint, fetchUrl] = [query.get("endpoint"), query.get("fetch")];
  const [actor, registration] = [query.get("actor"), query.get("registration")];
  const activityId = query.get("activityId");
  if (!endpoint || !fetchUrl || !actor || !registration || !activityId) {
    throw new SessionError("This page was not launched by an LMS.", true);
  }
  const key = `scormpack.cmi5.${digest(`${fetchUrl} ${registration}`)}`;
  const token = await tokenFrom(fetchUrl, `${key}.token`, env);
  const lrs = new Lrs(endpoint, `Basic ${token}`, env);
  return { lrs, actor: JSON.parse(actor) as Json, registration, activityId, key };
}

/** Section 8.2: a POST that works once, whose errors come with HTTP 200. */
async function tokenFrom(url: string, key: string, env: LrsEnv): Promise<string> {
  const kept = env.session.getItem(key);
  if (kept !== null) return kept;
  const answer = await env.fetch(url, { method: "POST" }).catch(() => null);
  const body = (await answer?.json().catch(() => null)) as Json | null | undefined;
  const token = body?.["auth-token"];
  if (typeof token !== "string") {
    const why = body?.["error-text"] ?? "no answer";
    // A gateway's error is none of the LMS: the URL may not be used yet.
    throw new SessionError(`The LMS gave no access: ${String(why)}.`, answer?.ok === true);
  }
  env.session.setItem(key, token);
  return token;
}

/** Rejects with SessionError where there are none. */
export async function launchData(launch: Launch): Promise<LaunchData> {
  const document = await launch.lrs.document(STATE, stateQuery(launch, "LMS.LaunchData"));
  if (document === null) throw new SessionError("The LMS's launch data are missing.");
  return document.body as LaunchData;
}

/** Section 11: may be missing or withheld, but is asked for before `initialized`. */
export async function audioPreference({ lrs, actor }: Launch): Promise<unknown> {
  const query = { agent: JSON.stringify(actor), profileId: "cmi5LearnerPreferences" };
  const held = await lrs.document("agents/profile", query).catch(() => null);
  return (held?.body as Json | null | undefined)?.["audioPreference"];
}
