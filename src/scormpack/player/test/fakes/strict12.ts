/** A SCORM 1.2 API that takes nothing the standard does not (RTE 1.2, section 3.4). */

import type { ScormApi } from "../../src/adapters/scormapi.ts";
import { api } from "./strict.ts";
import type { Kept } from "./strict.ts";
import type { Codes, Edition } from "./strictedition.ts";
import { readOnly, readWrite, writeOnly } from "./strictmodel.ts";
import type { Model } from "./strictmodel.ts";
import { RESPONSES_12, anyResponse, wrongResponse } from "./strictresponses.ts";
import { atMost, between, either, matching, oneOf } from "./strictvalues.ts";

const SPAN = matching(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/, "a time of the standard");
const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/, "a time of day");
/** CMIIdentifier. */
const ID = matching(/^[\w-]+$/, "an identifier", 255);
const DECIMAL = /^-?\d{1,3}(\.\d{1,2})?$/;
const SCORE = either(oneOf(""), between(0, 100, DECIMAL));
/** The LMS alone says "not attempted" of a lesson (3.4.4). */
const STATUSES = ["passed", "completed", "failed", "incomplete", "browsed"];
const INTEGER = /^[-+]?\d+$/;
const STATUS = "cmi.core.lesson_status";

const MODEL: Model = {
  elements: {
    "cmi._version": readOnly("3.4"),
    "cmi.core.student_id": readOnly("ann"),
    "cmi.core.student_name": readOnly("Officer, Ann"),
    "cmi.core.lesson_location": readWrite(atMost(255)),
    "cmi.core.credit": readOnly(),
    [STATUS]: readWrite(oneOf(...STATUSES), "not attempted"),
    "cmi.core.entry": readOnly(""),
    "cmi.core.score.raw": readWrite(SCORE),
    "cmi.core.score.min": readWrite(SCORE),
    "cmi.core.score.max": readWrite(SCORE),
    "cmi.core.total_time": readOnly("0000:00:00.00"),
    "cmi.core.lesson_mode": readOnly(),
    "cmi.core.exit": writeOnly(oneOf("time-out", "suspend", "logout", "")),
    "cmi.core.session_time": writeOnly(SPAN),
    "cmi.suspend_data": readWrite(atMost(4096)),
    "cmi.launch_data": readOnly(),
    "cmi.comments": readWrite(atMost(4096)),
    "cmi.comments_from_lms": readOnly(),
    "cmi.objectives.n.id": readWrite(ID),
    "cmi.objectives.n.score.raw": readWrite(SCORE),
    "cmi.objectives.n.score.min": readWrite(SCORE),
    "cmi.objectives.n.score.max": readWrite(SCORE),
    "cmi.objectives.n.status": readWrite(oneOf(...STATUSES, "not attempted")),
    "cmi.student_data.mastery_score": readOnly(),
    "cmi.student_data.max_time_allowed": readOnly(),
    "cmi.student_data.time_limit_action": readOnly(),
    "cmi.student_preference.audio": readWrite(between(-1, 100, INTEGER), "0"),
    "cmi.student_preference.language": readWrite(atMost(255)),
    "cmi.student_preference.speed": readWrite(between(-100, 100, INTEGER), "0"),
    "cmi.student_preference.text": readWrite(between(-1, 1, INTEGER), "0"),
    "cmi.interactions.n.id": writeOnly(ID),
    "cmi.interactions.n.objectives.n.id": writeOnly(ID),
    "cmi.interactions.n.time": writeOnly(TIME),
    "cmi.interactions.n.type": writeOnly(oneOf(...Object.keys(RESPONSES_12))),
    "cmi.interactions.n.correct_responses.n.pattern": writeOnly(anyResponse),
    "cmi.interactions.n.weighting": writeOnly(matching(DECIMAL, "a number")),
    "cmi.interactions.n.student_response": writeOnly(anyResponse),
    "cmi.interactions.n.result": writeOnly(
      either(oneOf("correct", "wrong", "unanticipated", "neutral"), matching(DECIMAL, "a result")),
    ),
    "cmi.interactions.n.latency": writeOnly(SPAN),
  },
  parents: [
    "cmi.core",
    "cmi.core.score",
    "cmi.objectives",
    "cmi.objectives.n.score",
    "cmi.student_data",
    "cmi.student_preference",
    "cmi.interactions",
  ],
  lists: {
    "cmi.objectives": "id",
    "cmi.interactions": "id",
    "cmi.interactions.n.objectives": "id",
    "cmi.interactions.n.correct_responses": "pattern",
  },
};

/** RTE 1.2, 3.3.2. */
const CODES: Codes = {
  again: [101, 101],
  terminate: [301, 301],
  get: [301, 301],
  set: [301, 301],
  commit: [301, 301],
  argument: 201,
  unknown: 201,
  noChildren: 202,
  noCount: 203,
  readOnly: 403,
  keyword: 402,
  writeOnly: 404,
  type: 405,
  range: 405,
  place: [201, 201],
  dependency: 201,
  noValue: null,
  notKept: [101, 101],
};

export const EDITION_12: Edition = {
  model: MODEL,
  codes: CODES,
  names: [
    "LMSInitialize",
    "LMSFinish",
    "LMSGetValue",
    "LMSSetValue",
    "LMSCommit",
    "LMSGetLastError",
    "LMSGetErrorString",
    "LMSGetDiagnostic",
  ],
  judged: () => undefined,
  conflict: (kept, name, value) => {
    const [, question, part = ""] = /^(cmi\.interactions\.\d+)\.(.+)$/.exec(name) ?? [];
    if (!/student_response|pattern/.test(part)) return null;
    const wrong = wrongResponse(RESPONSES_12, kept.get(`${question}.type`), name, value);
    return wrong === null ? null : [CODES.type, wrong.why];
  },
  finish,
};

/** The API of one launch. */
export function strict12(kept: Kept): ScormApi {
  return api(EDITION_12, kept);
}

/**
 * RTE 1.2, 3.4.4, lesson_status: what content left "not attempted" is done, and a mastery score decides
 * where there is a score. Neither goes for review and no-credit.
 */
function finish(kept: Kept): void {
  const mode = kept.get("cmi.core.lesson_mode") || "normal";
  const counts = mode === "normal" && kept.get("cmi.core.credit") !== "no-credit";
  if ((kept.get(STATUS) ?? "not attempted") === "not attempted") {
    if (mode === "browse") kept.values.set(STATUS, "browsed");
    if (counts) kept.values.set(STATUS, "completed");
  }
  const mastery = kept.get("cmi.student_data.mastery_score") ?? "";
  const raw = kept.get("cmi.core.score.raw") ?? "";
  if (!counts || mastery === "" || raw === "") return;
  kept.values.set(STATUS, Number(raw) >= Number(mastery) ? "passed" : "failed");
}
