/** A cmi5 launch: its query, its token, and what the LMS says in documents. */

import { parsed } from "../attempt.ts";
import { digest } from "../checksum.ts";
import { fill } from "../fill.ts";
import says from "../sentences.json" with { type: "json" };
import { EndedError, SessionError } from "../session.ts";
import { asObject, learnerKey } from "./launch.ts";
import type { Json, Launch } from "./launch.ts";
import { Lrs } from "./lrs.ts";
import type { LrsEnv } from "./lrsenv.ts";
import { Refusal, within } from "./lrshttp.ts";
import { STATE, stateQuery } from "./statedocument.ts";

/** The state document of section 10; an LMS may write what it likes. */
export interface LaunchData {
  readonly contextTemplate?: unknown;
  readonly launchMode?: unknown;
  readonly masteryScore?: unknown;
  readonly moveOn?: unknown;
  readonly launchParameters?: unknown;
  readonly returnURL?: unknown;
}

interface Cmi5Query {
  readonly endpoint: string;
  readonly fetchUrl: string;
  readonly actor: Json;
  readonly registration: string;
  readonly activityId: string;
  readonly learner: string;
}

export interface Cmi5Launch {
  readonly launch: Launch;
  readonly data: LaunchData;
}

const SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
/** Milliseconds. The URL works once: what is given up early is lost for good. */
const TOKEN_WITHIN = 60_000;
/** Section 8.2.3.2. */
const USED = "1";
const APPLICATION_ERROR = "3";

/** Section 8.1: the launch's query, and what it leads to. Rejects with SessionError. */
export async function cmi5Launch(env: LrsEnv): Promise<Cmi5Launch> {
  const asked = cmi5Query(env);
  if (asked === null) throw new SessionError(says.notLaunched, true);
  const { endpoint, fetchUrl, ...who } = asked;
  const place = `scormpack.cmi5.${digest(`${fetchUrl} ${who.registration}`)}.token`;
  const read = async (token: string): Promise<Cmi5Launch> => {
    const lrs = new Lrs(endpoint, `Basic ${token}`, env);
    const launch = { lrs, ...who };
    const data = await launchData(launch);
    const session = asObject(asObject(data.contextTemplate)?.["extensions"])?.[SESSION_ID];
    // Some LMSs have one fetch URL for all launches: the session's id tells them apart.
    return { launch: { ...launch, key: `scormpack.cmi5.${digest(`${fetchUrl} ${who.registration} ${session}`)}` }, data };
  };
  const kept = env.session.getItem(place);
  const again = kept === null ? null : await read(kept).catch(unlessShutOut);
  if (again !== null) return again;
  const token = await fetchToken(fetchUrl, env);
  env.session.setItem(place, token);
  return read(token);
}

/** Section 8.1: what the launch says before the LMS is asked; null where the page was not launched so. */
export function cmi5Query({ location }: LrsEnv): Cmi5Query | null {
  const query = new URLSearchParams(location.search);
  const [endpoint, fetchUrl, registration] = [query.get("endpoint"), query.get("fetch"), query.get("registration")];
  const [actor, activityId] = [asObject(parsed(query.get("actor"))), query.get("activityId")];
  if (!endpoint || !fetchUrl || actor === null || !registration || !activityId) return null;
  return { endpoint, fetchUrl, actor, registration, activityId, learner: learnerKey(actor, registration) };
}

/** A token that is refused belongs to a session that is over; there may be a new one. */
function unlessShutOut(error: SessionError): null {
  if (error.final) return null;
  throw error;
}

/** Section 8.2: a POST that works once, whose errors come with HTTP 200. */
async function fetchToken(url: string, { fetch }: LrsEnv): Promise<string> {
  const ask = async (signal: AbortSignal): Promise<{ ok: boolean; text: string }> => {
    const answer = await fetch(url, { method: "POST", signal });
    return { ok: answer.ok, text: await answer.text() };
  };
  const answer = await within(TOKEN_WITHIN, ask).catch(() => null);
  const body = asObject(parsed(answer?.text ?? null));
  const token = body?.["auth-token"];
  if (typeof token === "string") return token;
  const code = String(body?.["error-code"]);
  if (code === USED) throw new EndedError();
  // A gateway's error is none of the LMS: the URL may not be used yet.
  const final = answer?.ok === true && code !== APPLICATION_ERROR;
  throw new SessionError(fill(says.noAccess, String(body?.["error-text"] ?? "no answer")), final);
}

async function launchData(launch: Omit<Launch, "key">): Promise<LaunchData> {
  const document = await launch.lrs.document(STATE, stateQuery(launch, "LMS.LaunchData"));
  const data = asObject(document?.body);
  if (data === null) throw new SessionError(says.noLaunchData);
  return data;
}

/** Section 11: may be missing or withheld, but is asked for before `initialized`. Rejects where nobody answers. */
export async function audioPreference({ lrs, actor }: Launch): Promise<unknown> {
  const query = { agent: JSON.stringify(actor), profileId: "cmi5LearnerPreferences" };
  const held = await lrs.document("agents/profile", query).catch((error: SessionError) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  return asObject(held?.body)?.["audioPreference"];
}
