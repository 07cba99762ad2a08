/** A SCORM 1.2 API that takes nothing the standard does not (RTE 1.2, section 3.4). */

import type { ScormApi } from "../../src/adapters/scormapi.ts";
import { atMost, between, countOf, elementOf, matching, oneOf, readOnly, readWrite, writeOnly } from "./strict.ts";
import type { Kept, Table } from "./strict.ts";

const SPAN = matching(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const OBJECTIVE = "cmi\\.objectives\\.\\d+\\.";
const STATUSES = ["passed", "completed", "failed", "incomplete", "browsed"];
const N = "cmi\\.interactions\\.\\d+\\.";

const TABLE: Table = [
  [/^cmi\.core\.student_id$/, readOnly("ann")],
  [/^cmi\.core\.lesson_mode$/, readOnly()],
  [/^cmi\.core\.credit$/, readOnly()],
  [/^cmi\.core\.lesson_location$/, readWrite(atMost(255))],
  [
    /^cmi\.core\.lesson_status$/,
    readWrite(oneOf(...STATUSES), "not attempted"),
  ],
  [/^cmi\.core\.score\.(raw|min|max)$/, readWrite(between(0, 100))],
  [/^cmi\.core\.exit$/, writeOnly(oneOf("time-out", "suspend", "logout", ""))],
  [/^cmi\.core\.session_time$/, writeOnly(SPAN)],
  [/^cmi\.suspend_data$/, readWrite(atMost(4096))],
  [/^cmi\.student_preference\.(text|audio)$/, readWrite(between(-100, 100), "0")],
  [/^cmi\.launch_data$/, readOnly()],
  [/^cmi\.objectives\._count$/, readOnly()],
  [new RegExp(`^${OBJECTIVE}id$`), readWrite(matching(/^[\w-]+$/, 255))],
  [new RegExp(`^${OBJECTIVE}score\\.(raw|min|max)$`), readWrite(between(0, 100))],
  [new RegExp(`^${OBJECTIVE}status$`), readWrite(oneOf(...STATUSES, "not attempted"))],
  [/^cmi\.interactions\._count$/, readOnly()],
  [new RegExp(`^${N}id$`), writeOnly(matching(/^[\w-]+$/, 255))],
  [new RegExp(`^${N}time$`), writeOnly(matching(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/))],
  [new RegExp(`^${N}type$`), writeOnly(oneOf("choice"))],
  [
    new RegExp(`^${N}(student_response|correct_responses\\.\\d+\\.pattern)$`),
    writeOnly(matching(/^([a-z0-9](,[a-z0-9])*)?$/, 255)),
  ],
  [new RegExp(`^${N}result$`), writeOnly(oneOf("correct", "wrong", "unanticipated", "neutral"))],
  [new RegExp(`^${N}latency$`), writeOnly(SPAN)],
];

/** The API of one launch. */
export function strict12(kept: Kept): ScormApi {
  let state: "new" | "running" | "finished" = "new";
  let error = 0;
  const fail = (code: number, what: string): string => {
    error = code;
    kept.faults.push(`${code} ${what}`);
    return "false";
  };
  const running = (what: string): boolean => {
    error = 0;
    if (state === "running") return true;
    fail(301, `${what} while ${state}`);
    return false;
  };
  return {
    LMSInitialize: () => {
      error = 0;
      if (state !== "new") return fail(101, "LMSInitialize again");
      state = "running";
      return "true";
    },
    LMSFinish: () => {
      if (!running("LMSFinish")) return "false";
      state = "finished";
      kept.finishes++;
      return "true";
    },
    LMSGetValue: (name: string) => {
      if (!running(`get ${name}`)) return "";
      const element = elementOf(TABLE, name);
      if (element === undefined) return fail(201, `get ${name}`) && "";
      if (!element.read) return fail(404, `get ${name}`) && "";
      return value(kept, name) ?? element.initial ?? "";
    },
    LMSSetValue: (name: string, given: unknown) => {
      if (!running(`set ${name}`)) return "false";
      const element = elementOf(TABLE, name);
      if (element === undefined) return fail(201, `set ${name}`);
      if (!element.write) return fail(403, `set ${name}`);
      if (typeof given !== "string" || !element.accepts(given)) return fail(405, `${name}=${given}`);
      if (!ordered(kept, name)) return fail(201, `${name} before its id`);
      kept.values.set(name, given);
      kept.sets.push([name, given]);
      return "true";
    },
    LMSCommit: () => {
      if (!running("LMSCommit")) return "false";
      if (kept.failing-- <= 0) return "true";
      error = 101;
      return "false";
    },
    LMSGetLastError: () => String(error),
  };
}

/** A list grows by one, and an entry begins with its id. */
function ordered(kept: Kept, name: string): boolean {
  const parts = /^(cmi\.\w+)\.(\d+)\.(.+)$/.exec(name);
  if (parts === null) return true;
  const [, list = "", index = "", field] = parts;
  return field === "id" ? Number(index) <= countOf(list, kept.values) : kept.values.has(`${list}.${index}.id`);
}

function value(kept: Kept, name: string): string | undefined {
  if (name === "cmi.core.lesson_mode") return kept.mode;
  if (name === "cmi.core.credit") return kept.credit;
  if (name === "cmi.launch_data") return kept.launchData ?? undefined;
  if (name.endsWith("._count")) return String(countOf(name.slice(0, -"._count".length), kept.values));
  return kept.values.get(name);
}
