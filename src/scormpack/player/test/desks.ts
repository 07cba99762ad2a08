/** LMSs of every standard that write down what the player asks of them, in the words of docs/standards/. */

import { Scorm12Session } from "../src/adapters/scorm12.ts";
import { Scorm2004Session } from "../src/adapters/scorm2004.ts";
import type { Content } from "../src/content.ts";
import type { Session } from "../src/session.ts";
import type { Settings } from "../src/settings.ts";
import { Lms, SCORM12, framed } from "./fakes/lms.ts";
import type { Edition } from "./fakes/lms.ts";
import { FakeLrs } from "./fakes/lrs.ts";
import { MODULE, settings } from "./hosts.ts";
import { cmi5, launchData, xapi } from "./launches.ts";
import { content } from "./sample.ts";

export interface Desk {
  readonly settings: Settings;
  /** What was asked since the last `forget`, in order. */
  calls(): readonly string[];
  forget(): void;
  /** A launch by the same learner. */
  launch(module?: Content): Session;
  /** Until all that is under way is answered. */
  quiet(): Promise<void>;
}

export interface ScormDesk extends Desk {
  readonly lms: Lms;
}

export interface LrsDesk extends Desk {
  readonly lrs: FakeLrs;
  /** What an LMS of cmi5 says at the next launches other than the package does. */
  readonly asks: Record<string, unknown>;
}

/** `cmi.core.exit=suspend`, `LMSCommit`; lists have `n` for their index. */
export function scormDesk(edition: Edition, given: Readonly<Record<string, string>> = {}): ScormDesk {
  const lms = new Lms(given);
  lms.initializes = () => (lms.calls.push("initialize"), "true");
  return {
    lms,
    calls: () => lms.calls.map((call) => named(call, edition)),
    forget: () => void lms.calls.splice(0),
    settings: settings(edition.name),
    launch: (module = content) => edition.session(framed(edition, lms), module),
    quiet: () => Promise.resolve(),
  };
}

/** One SCO with a series behind a menu. */
export function menuSession(edition: Edition, contents: readonly Content[], lms: Lms): Session {
  const env = framed(edition, lms);
  return edition === SCORM12 ? new Scorm12Session(contents, env) : new Scorm2004Session(contents, {}, env);
}

/** `PUT completed` is a statement, `GET completed` the question whether there is one, `PUT scormpack` a document. */
export function lrsDesk(standard: "cmi5" | "xapi"): LrsDesk {
  const lrs = new FakeLrs();
  const calls: string[] = [];
  const asks: Record<string, unknown> = {};
  const note = (url: URL, init: RequestInit): null => (calls.push(asked(url, init)), null);
  let launches = 0;
  return {
    lrs,
    asks,
    calls: () => [...calls],
    forget: () => void calls.splice(0),
    settings: settings(standard),
    launch: (module = content) => {
      lrs.fetches = 0;
      const fetch = `https://lrs.example.org/fetch?launch=${++launches}`;
      const options = { content: module, query: standard === "cmi5" ? { fetch } : {} };
      if (standard === "xapi") return xapi(lrs, note, options);
      launchData(lrs, { launchMode: "Normal", ...built(module), ...asks });
      return cmi5(lrs, null, note, options);
    },
    quiet: async () => {
      for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** `completed`, or `video completed` of what is said about the video. */
export function said(statement: object): string {
  const { verb, object } = statement as { verb: { id: string }; object: { id: string } };
  return about(object.id, last(verb.id));
}

function asked(url: URL, { method, body }: RequestInit): string {
  const query = url.searchParams;
  if (!url.pathname.startsWith("/xapi/")) return `${method} ${last(url.pathname)}`;
  const document = query.get("stateId") ?? query.get("profileId");
  if (document !== null) return `${method} ${document}`;
  if (method === "GET") return `GET ${about(query.get("activity") ?? "", last(query.get("verb") ?? "statement"))}`;
  const sent = JSON.parse(String(body)) as object | object[];
  return `${method} ${(Array.isArray(sent) ? sent : [sent]).map(said).join(", ")}`;
}

/** The templates of `settings` name questions and job aids in the place of their verbs. */
function about(activity: string, verb: string): string {
  const parts: Readonly<Record<string, string>> = {
    [`${MODULE}/video/main`]: `video ${verb}`,
    [`${MODULE}/question`]: "question answered",
    [`${MODULE}/aid`]: "aid acknowledged",
    [`${MODULE}/attestation`]: "briefing acknowledged",
  };
  return parts[activity] ?? verb;
}

/** As the build writes it in cmi5.xml. */
function built({ criteria }: Content): object {
  const { questions } = criteria;
  return questions === null ? { moveOn: "Completed" } : { moveOn: "CompletedAndPassed", masteryScore: questions };
}

function last(path: string): string {
  return path.split("/").at(-1) ?? "";
}

/** In the words of the edition; the fake has its own. */
function named(call: string, { prefix }: Edition): string {
  const finish = prefix === "" ? "Terminate" : "LMSFinish";
  const words: Readonly<Record<string, string>> = { initialize: `${prefix}Initialize`, commit: `${prefix}Commit`, finish };
  return words[call] ?? listed(call.replace(/^set /, ""));
}

/** An element with `n` for its index; values have digits and dots of their own. */
export function listed(element: string): string {
  return element.replace(/^(cmi\.\w+)\.\d+\./, "$1.n.");
}
