/** A SCORM 2004 API that takes nothing the standard does not (RTE 4th edition, section 4). */

import type { ScormApi } from "../../src/adapters/scormapi.ts";
import { atMost, between, countOf, elementOf, matching, oneOf, readOnly, readWrite, writeOnly } from "./strict.ts";
import type { Kept, Table } from "./strict.ts";

const OBJECTIVE = "cmi\\.objectives\\.\\d+\\.";
const COMPLETIONS = oneOf("completed", "incomplete", "not attempted", "unknown");
const SUCCESSES = oneOf("passed", "failed", "unknown");
const N = "cmi\\.interactions\\.\\d+\\.";
const INTERVAL = matching(/^PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/);

const TABLE: Table = [
  [/^cmi\.learner_id$/, readOnly("ann")],
  [/^cmi\.mode$/, readOnly()],
  [/^cmi\.credit$/, readOnly()],
  [/^cmi\.location$/, readWrite(atMost(1000))],
  [/^cmi\.completion_status$/, readWrite(COMPLETIONS, "unknown")],
  [/^cmi\.success_status$/, readWrite(SUCCESSES, "unknown")],
  [/^cmi\.score\.scaled$/, readWrite(between(-1, 1))],
  [/^cmi\.score\.(raw|min|max)$/, readWrite(between(-1e7, 1e7))],
  [/^cmi\.progress_measure$/, readWrite(between(0, 1))],
  [/^cmi\.exit$/, writeOnly(oneOf("time-out", "suspend", "logout", "normal", ""))],
  [/^cmi\.session_time$/, writeOnly(INTERVAL)],
  [/^cmi\.suspend_data$/, readWrite(atMost(64_000))],
  [/^cmi\.learner_preference\.audio_captioning$/, readWrite(oneOf("-1", "0", "1"), "0")],
  [/^cmi\.learner_preference\.audio_level$/, readWrite(between(0, 100), "1")],
  [/^cmi\.launch_data$/, { write: false, read: true, accepts: () => false }],
  [/^cmi\.objectives\._count$/, readOnly()],
  [new RegExp(`^${OBJECTIVE}id$`), readWrite(matching(/^\S+$/, 4000))],
  [new RegExp(`^${OBJECTIVE}score\\.scaled$`), readWrite(between(-1, 1))],
  [new RegExp(`^${OBJECTIVE}success_status$`), readWrite(SUCCESSES, "unknown")],
  [new RegExp(`^${OBJECTIVE}completion_status$`), readWrite(COMPLETIONS, "unknown")],
  [new RegExp(`^${OBJECTIVE}progress_measure$`), readWrite(between(0, 1))],
  [/^cmi\.interactions\._count$/, readOnly()],
  [new RegExp(`^${N}id$`), readWrite(matching(/^\S+$/, 4000))],
  [new RegExp(`^${N}timestamp$`), readWrite(matching(/^20[0-3]\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,2}Z$/))],
  [new RegExp(`^${N}type$`), readWrite(oneOf("choice"))],
  [
    new RegExp(`^${N}(learner_response|correct_responses\\.\\d+\\.pattern)$`),
    readWrite(matching(/^([\w.]{1,250}(\[,\][\w.]{1,250})*)?$/)),
  ],
  [new RegExp(`^${N}result$`), readWrite(oneOf("correct", "incorrect", "unanticipated", "neutral"))],
  [new RegExp(`^${N}latency$`), readWrite(INTERVAL)],
];

/** The API of one launch. */
export function strict2004(kept: Kept): ScormApi {
  let state: "new" | "running" | "terminated" = "new";
  let error = 0;
  const fail = (code: number, what: string): string => {
    error = code;
    kept.faults.push(`${code} ${what}`);
    return "false";
  };
  const running = (what: string, before: number, after: number): boolean => {
    error = 0;
    if (state === "running") return true;
    fail(state === "new" ? before : after, what);
    return false;
  };
  return {
    Initialize: () => {
      error = 0;
      if (state !== "new") return fail(state === "running" ? 103 : 104, "Initialize again");
      state = "running";
      return "true";
    },
    Terminate: () => {
      if (!running("Terminate", 112, 113)) return "false";
      state = "terminated";
      kept.finishes++;
      return "true";
    },
    GetValue: (name: string) => {
      if (!running(`get ${name}`, 122, 123)) return "";
      const element = elementOf(TABLE, name);
      if (element === undefined) return fail(401, `get ${name}`) && "";
      if (!element.read) return fail(405, `get ${name}`) && "";
      const found = value(kept, name) ?? element.initial;
      // 403 is no fault of ours: there is no value yet.
      if (found === undefined) error = 403;
      return found ?? "";
    },
    SetValue: (name: string, given: unknown) => {
      if (!running(`set ${name}`, 132, 133)) return "false";
      const element = elementOf(TABLE, name);
      if (element === undefined) return fail(401, `set ${name}`);
      if (!element.write) return fail(404, `set ${name}`);
      if (typeof given !== "string") return fail(406, `${name} is no text`);
      if (!element.accepts(given)) return fail(406, `${name}=${given}`);
      if (!ordered(kept, name)) return fail(408, `${name} before what it depends on`);
      kept.values.set(name, given);
      kept.sets.push([name, given]);
      return "true";
    },
    Commit: () => {
      if (!running("Commit", 142, 143)) return "false";
      if (kept.failing-- <= 0) return "true";
      error = 391;
      return "false";
    },
    GetLastError: () => String(error),
  };
}

/** An entry begins with its id, which stays; the type comes before the responses. */
function ordered(kept: Kept, name: string): boolean {
  const parts = /^(cmi\.(?:interactions|objectives))\.(\d+)\.(.+)$/.exec(name);
  if (parts === null) return true;
  const [, list = "", index = "", field = ""] = parts;
  const base = `${list}.${index}`;
  if (field === "id") return Number(index) <= countOf(list, kept.values) && (list !== "cmi.objectives" || !kept.values.has(name));
  const typed = kept.values.has(`${base}.type`) || !/response/.test(field);
  return kept.values.has(`${base}.id`) && typed;
}

function value(kept: Kept, name: string): string | undefined {
  if (name === "cmi.mode") return kept.mode;
  if (name === "cmi.credit") return kept.credit;
  if (name === "cmi.launch_data") return kept.launchData ?? undefined;
  if (name.endsWith("._count")) return String(countOf(name.slice(0, -"._count".length), kept.values));
  return kept.values.get(name);
}
