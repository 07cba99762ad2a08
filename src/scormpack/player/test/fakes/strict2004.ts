/** A SCORM 2004 API that takes nothing the standard does not (RTE 4th edition, section 4). */

import type { ScormApi } from "../../src/adapters/scormapi.ts";
import { api } from "./strict.ts";
import type { Kept } from "./strict.ts";
import type { Codes, Edition, Refusal } from "./strictedition.ts";
import { MODEL_2004 } from "./strictmodel2004.ts";
import { RESPONSES_2004, wrongResponse } from "./strictresponses.ts";

/** RTE 2004, 3.1.7. */
const CODES: Codes = {
  again: [103, 104],
  terminate: [112, 113],
  get: [122, 123],
  set: [132, 133],
  commit: [142, 143],
  argument: 201,
  unknown: 401,
  noChildren: 301,
  noCount: 301,
  readOnly: 404,
  keyword: 404,
  writeOnly: 405,
  type: 406,
  range: 407,
  place: [301, 351],
  dependency: 408,
  noValue: 403,
  notKept: [391, 111],
};

export const EDITION_2004: Edition = {
  model: MODEL_2004,
  codes: CODES,
  names: [
    "Initialize",
    "Terminate",
    "GetValue",
    "SetValue",
    "Commit",
    "GetLastError",
    "GetErrorString",
    "GetDiagnostic",
  ],
  judged,
  conflict: (kept, name, value) => unlikeOthers(kept, name, value) ?? unfit(kept, name, value),
  finish: () => undefined,
};

/** The API of one launch. */
export function strict2004(kept: Kept): ScormApi {
  return api(EDITION_2004, kept);
}

/** 4.2.4 and 4.2.22: where there is a threshold the LMS judges, and without a measure it does not know. */
function judged(kept: Kept, name: string): string | undefined {
  if (name === "cmi.completion_status") {
    return byMeasure(kept, "cmi.completion_threshold", "cmi.progress_measure", ["completed", "incomplete"]);
  }
  if (name === "cmi.success_status") {
    return byMeasure(kept, "cmi.scaled_passing_score", "cmi.score.scaled", ["passed", "failed"]);
  }
  return undefined;
}

function byMeasure(kept: Kept, threshold: string, measure: string, words: readonly [string, string]): string | undefined {
  const least = kept.get(threshold) ?? "";
  const reached = kept.get(measure) ?? "";
  if (least === "") return undefined;
  if (reached === "") return "unknown";
  return words[Number(reached) >= Number(least) ? 0 : 1];
}

/** 4.2.17 and 4.2.9: an objective keeps its id, and no two have the same; nor do patterns. */
function unlikeOthers(kept: Kept, name: string, value: string): Refusal | null {
  const [, list] = /^(cmi\.objectives|cmi\.interactions\.\d+\.(?:objectives|correct_responses))\.\d+\.(?:id|pattern)$/.exec(name) ?? [];
  if (list === undefined) return null;
  const before = kept.get(name);
  if (list === "cmi.objectives" && before !== undefined && before !== value) return [351, "an objective keeps its id"];
  const last = name.slice(name.lastIndexOf("."));
  const taken = [...kept.values].some(([other, held]) => {
    return other !== name && held === value && other.startsWith(`${list}.`) && other.endsWith(last);
  });
  return taken ? [351, "in the list already"] : null;
}

/** 4.2.9: a response takes a type, and is as the type has it. */
function unfit(kept: Kept, name: string, value: string): Refusal | null {
  const [, question, part = ""] = /^(cmi\.interactions\.\d+)\.(.+)$/.exec(name) ?? [];
  if (!/learner_response|pattern/.test(part)) return null;
  const type = kept.get(`${question}.type`);
  if (type === undefined) return [CODES.dependency, "before its type"];
  const wrong = wrongResponse(RESPONSES_2004, type, name, value);
  return wrong === null ? null : [CODES.type, wrong.why];
}
