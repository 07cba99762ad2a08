/** One host a standard: launches sessions over one strict fake, and says what the LMS holds. */

import { Cmi5Session } from "../src/adapters/cmi5.ts";
import { MemorySession } from "../src/adapters/memory.ts";
import { Scorm12Session } from "../src/adapters/scorm12.ts";
import { Scorm2004Session } from "../src/adapters/scorm2004.ts";
import type { ScormEnv } from "../src/adapters/scormenv.ts";
import { TincanSession } from "../src/adapters/xapi.ts";
import type { LrsEnv } from "../src/adapters/lrsenv.ts";
import type { Content } from "../src/content.ts";
import { browserStore } from "../src/journal.ts";
import type { Store } from "../src/journal.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import type { Session } from "../src/session.ts";
import type { Settings, XapiSettings } from "../src/settings.ts";
import { ENDPOINT, FakeLrs } from "./fakes/lrs.ts";
import { Kept, interactionCount } from "./fakes/strict.ts";
import { strict12 } from "./fakes/strict12.ts";
import { strict2004 } from "./fakes/strict2004.ts";
import { content } from "./sample.ts";

export const MODULE = "https://example.org/modules/sample";

export interface Told {
  readonly completed: boolean;
  readonly passed: boolean | null;
  readonly score: number | null;
}

export interface Host {
  readonly name: string;
  /** A new launch by the same learner, of the sample module or another. */
  launch(module?: Content): Session;
  /** What whoever set up the launch says in it. */
  says(text: string): void;
  /** What the LMS would show. */
  told(): Told;
  /** The next writes fail, so many times. */
  fail(times: number): void;
  /** What a strict LMS has to say against us. */
  faults(): readonly string[];
  /** Everything that has been written, to tell whether more is. */
  writes(): number;
  /** How many answers are on record. */
  answers(): number;
  /** How many statements say that the briefing was watched and understood. */
  attestations(): number;
  review(): void;
}

export const hosts: readonly (() => Host)[] = [scorm12, scorm2004, cmi5, xapi];

function scorm12(): Host {
  const kept = new Kept();
  const get = (name: string): string | undefined => kept.values.get(name);
  return {
    ...scorm("scorm12", kept),
    launch: (module = content) => new Scorm12Session([module], env("API", strict12(kept))),
    told: () => {
      const raw = get("cmi.core.score.raw");
      const completed = get("cmi.core.lesson_status") === "completed";
      return { completed, passed: null, score: raw === undefined ? null : Number(raw) / 100 };
    },
  };
}

function scorm2004(): Host {
  const kept = new Kept();
  const get = (name: string): string | undefined => kept.values.get(name);
  return {
    ...scorm("scorm2004", kept),
    launch: (module = content) => new Scorm2004Session([module], {}, env("API_1484_11", strict2004(kept))),
    told: () => {
      const scaled = get("cmi.score.scaled");
      return {
        completed: get("cmi.completion_status") === "completed",
        passed: verdict(get("cmi.success_status")),
        score: scaled === undefined ? null : Number(scaled),
      };
    },
  };
}

function scorm(name: string, kept: Kept): Omit<Host, "launch" | "told"> {
  return {
    name,
    says: (text) => (kept.launchData = text),
    fail: (times) => (kept.failing = times),
    faults: () => kept.faults,
    writes: () => kept.sets.length + kept.finishes,
    answers: () => interactionCount(kept.values),
    attestations: () => 0,
    review: () => {
      kept.mode = "review";
      kept.credit = "no-credit";
    },
  };
}

function verdict(status: string | undefined): boolean | null {
  return status === "passed" || status === "failed" ? status === "passed" : null;
}

function env(name: string, api: unknown): ScormEnv {
  const frame = { [name]: api, parent: null, opener: null };
  return { frame, wait: () => Promise.resolve(), now: () => new Date("2026-11-24T09:00:00Z") };
}

export const ACTOR = { objectType: "Agent", account: { homePage: "https://lms.example.org", name: "ann" } };
const REGISTRATION = "8b2cf5d3-6e4b-4d57-9a0e-4c2a0e0f6a11";
export const ACTIVITY = "https://lms.example.org/unit/7";
const GROUPING = { id: MODULE };

function cmi5(): Host {
  const lrs = new FakeLrs();
  let mode = "Normal";
  let launches = 0;
  let launchParameters: string | undefined;
  return {
    ...recordStore("cmi5", lrs, ACTIVITY),
    says: (text) => (launchParameters = text),
    launch: (module = content) => {
      launches++;
      lrs.fetches = 0;
      const data = {
        contextTemplate: {
          contextActivities: { grouping: [GROUPING] },
          extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": `s${launches}` },
        },
        launchMode: mode,
        masteryScore: 0.5,
        moveOn: "CompletedAndPassed",
        launchParameters,
        returnURL: "https://lms.example.org/back",
      };
      const state = { activityId: ACTIVITY, agent: JSON.stringify(ACTOR), registration: REGISTRATION };
      const query = new URLSearchParams({ ...state, stateId: "LMS.LaunchData" });
      query.sort();
      lrs.documents.set(`activities/state?${query}`, JSON.stringify(data));
      const launch = new URLSearchParams({
        endpoint: ENDPOINT,
        fetch: `https://lrs.example.org/fetch?launch=${launches}`,
        actor: JSON.stringify(ACTOR),
        registration: REGISTRATION,
        activityId: ACTIVITY,
      });
      return new Cmi5Session(settings("cmi5"), moduleSubject(module), lrsEnv(lrs, `?${launch}`));
    },
    review: () => (mode = "Review"),
  };
}

function xapi(): Host {
  const lrs = new FakeLrs();
  const launch = new URLSearchParams({
    endpoint: ENDPOINT.replace(/\/$/, ""),
    auth: "Basic YTpi",
    actor: JSON.stringify({ name: ["Ann"], mbox: ["mailto:ann@example.org"], objectType: "Person" }),
    registration: REGISTRATION,
    activity_id: MODULE,
  });
  return {
    ...recordStore("xapi", lrs, MODULE),
    says: (text) => new URLSearchParams(text).forEach((value, name) => launch.set(name, value)),
    launch: (module = content) => new TincanSession(settings("xapi"), moduleSubject(module), lrsEnv(lrs, `?${launch}`)),
    review: () => undefined,
  };
}

function recordStore(name: string, lrs: FakeLrs, activity: string): Omit<Host, "launch" | "says" | "review"> {
  return {
    name,
    told: () => {
      const verbs = lrs.verbs(activity);
      const judged = lrs.about(activity).filter((each) => /passed|failed/.test(JSON.stringify(each["verb"])));
      const result = judged.at(-1)?.["result"] as { score?: { scaled: number } } | undefined;
      return {
        completed: verbs.includes("completed"),
        passed: verbs.includes("passed") ? true : verbs.includes("failed") ? false : null,
        score: result?.score?.scaled ?? null,
      };
    },
    fail: (times) => (lrs.failing = times),
    faults: () => lrs.faults,
    writes: () => lrs.statements.size,
    answers: () => lrs.about(`${MODULE}/question`).length,
    attestations: () => lrs.about(`${MODULE}/attestation`).length,
  };
}

/** `session` stands for the window's own storage: kept by a reload, not by a new launch. */
export function lrsEnv(lrs: FakeLrs, search: string, session: Store = memory()): LrsEnv {
  let tick = Date.parse("2026-11-24T09:00:00Z");
  return {
    fetch: lrs.fetch,
    now: () => new Date(tick++),
    uuid: () => crypto.randomUUID(),
    location: { search, assign: () => undefined },
    session,
    local: memory(),
    rests: new Map(),
  };
}

export function memory(): Store {
  return browserStore(() => {
    throw new Error("blocked");
  });
}

export function settings(standard: string): Settings {
  const verb = (name: string): object => ({ id: `https://verbs.example.org/${name}` });
  const about = (id: string) => (name: string) =>
    [name, { verb: verb(name), object: { objectType: "Activity", id } }] as const;
  /** Of cmi5's own verbs, as formats/cmi5.py writes them. */
  const categories = (name: string): object => {
    const ids = ["completed", "passed", "failed"].includes(name) ? ["cmi5", "moveon"] : ["cmi5"];
    const category = ids.map((id) => ({ objectType: "Activity", id: `https://w3id.org/xapi/cmi5/context/categories/${id}` }));
    return standard === "cmi5" ? { context: { contextActivities: { category } } } : {};
  };
  const launched = (name: string): readonly [string, object] => {
    const [verbName, template] = about(MODULE)(name);
    return [verbName, { ...template, ...categories(name) }];
  };
  const session = ["initialized", "completed", "passed", "failed", "terminated"];
  const video = ["initialized", "played", "paused", "seeked", "interacted", "completed", "terminated"];
  return {
    standard,
    activityId: MODULE,
    package: "S0123456789abc",
    build: "0123456789ab",
    xapi: {
      statements: Object.fromEntries(session.map(launched)) as XapiSettings["statements"],
      video: Object.fromEntries(video.map(about(`${MODULE}/video/main`))),
      answered: Object.fromEntries(["one", "several"].map(about(`${MODULE}/question`))),
      acknowledged: Object.fromEntries(["card"].map(about(`${MODULE}/aid`))),
      attested: about(`${MODULE}/attestation`)("acknowledged")[1],
      receipt: `${MODULE}/receipt`,
      stateId: "scormpack",
    },
  };
}

export const web = (): Session => new MemorySession();
