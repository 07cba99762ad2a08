/** Launches of the sample module at the fake LRS, of which some part may be faulty. */

import { Cmi5Session } from "../src/adapters/cmi5.ts";
import type { Fetch, LrsEnv } from "../src/adapters/lrsenv.ts";
import { TincanSession } from "../src/adapters/xapi.ts";
import type { Content } from "../src/content.ts";
import type { Store } from "../src/journal.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import type { Settings } from "../src/settings.ts";
import type { Subject } from "../src/subject.ts";
import { ENDPOINT } from "./fakes/lrs.ts";
import type { FakeLrs } from "./fakes/lrs.ts";
import { ACTIVITY, ACTOR, MODULE, lrsEnv, settings } from "./hosts.ts";
import { content } from "./sample.ts";
import { REGISTRATION } from "./standings.ts";

/** What is answered instead of the LRS; null: the LRS answers. */
export type Fault = (url: URL, init: RequestInit) => Response | Promise<Response> | null;

export interface Options {
  /** The window's own storage: a reload has the same. */
  readonly session?: Store;
  readonly local?: Store;
  /** Instead of, or beside, what a launch says in its query. */
  readonly query?: Readonly<Record<string, string>>;
  readonly content?: Content;
  /** Of a series in one launch, with its settings. */
  readonly subject?: Subject<unknown>;
  readonly settings?: Settings;
  readonly now?: () => Date;
  /** Told where the page goes. */
  readonly assign?: (url: string) => void;
}

const none: Fault = () => null;

/** A launch with tincan.xml. */
export function xapi(lrs: FakeLrs, fault: Fault = none, options: Options = {}): TincanSession {
  const query = new URLSearchParams({
    endpoint: ENDPOINT,
    auth: "Basic YTpi",
    actor: JSON.stringify(ACTOR),
    registration: REGISTRATION,
    activity_id: MODULE,
    ...options.query,
  });
  return new TincanSession(...launched("xapi", options), envOf(lrs, fault, query, options));
}

/** A launch of cmi5; `data` is LMS.LaunchData, as it was where null. */
export function cmi5(lrs: FakeLrs, data: unknown = {}, fault: Fault = none, options: Options = {}): Cmi5Session {
  if (data !== null) launchData(lrs, data);
  const query = new URLSearchParams({
    endpoint: ENDPOINT,
    fetch: "https://lrs.example.org/fetch",
    actor: JSON.stringify(ACTOR),
    registration: REGISTRATION,
    activityId: ACTIVITY,
    ...options.query,
  });
  return new Cmi5Session(...launched("cmi5", options), envOf(lrs, fault, query, options));
}

/** What the LMS says of its launches. */
export function launchData(lrs: FakeLrs, data: unknown): void {
  const state = { activityId: ACTIVITY, agent: JSON.stringify(ACTOR), registration: REGISTRATION };
  const query = new URLSearchParams({ ...state, stateId: "LMS.LaunchData" });
  query.sort();
  lrs.documents.set(`activities/state?${query}`, JSON.stringify(data));
}

/** Whether a request is the PUT of a statement with the verb. */
export function isStatement(url: URL, init: RequestInit, verb: string): boolean {
  return url.pathname.endsWith("/statements") && init.method === "PUT" && String(init.body).includes(`/${verb}"`);
}

/** Whether a request is about the bookmark. */
export function isState(url: URL): boolean {
  return url.searchParams.get("stateId") === "scormpack";
}

export function answer(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers });
}

function launched(standard: string, options: Options): [Settings, Subject<unknown>] {
  const subject = options.subject ?? (moduleSubject(options.content ?? content) as Subject<unknown>);
  return [options.settings ?? settings(standard), subject];
}

function envOf(lrs: FakeLrs, fault: Fault, query: URLSearchParams, options: Options): LrsEnv {
  const env = lrsEnv(lrs, `?${query}`, options.session);
  const whole: Fetch = (url, init) => Promise.resolve(fault(new URL(url), init) ?? env.fetch(url, init));
  const { local = env.local, now = env.now, assign = env.location.assign } = options;
  return { ...env, fetch: whole, local, now, location: { ...env.location, assign } };
}
