/** The data model of SCORM 2004 (RTE 4th edition, section 4.2), and of its navigation (SN, section 5). */

import { readOnly, readWrite, writeOnly } from "./strictmodel.ts";
import type { Model } from "./strictmodel.ts";
import { RESPONSES_2004, anyResponse } from "./strictresponses.ts";
import { atMost, between, either, matching, oneOf } from "./strictvalues.ts";
import type { Check } from "./strictvalues.ts";

const REAL = /^-?\d+(\.\d{1,7})?$/;
const NUMBER = between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, REAL);
const SHARE = between(0, 1, REAL);
const SCALED = between(-1, 1, REAL);
const POSITIVE = between(0, Number.POSITIVE_INFINITY, REAL);
/** 4.1.1.7 timeinterval (second,10,2); an LMS cannot add up years and months. */
const INTERVAL = matching(/^P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/, "a time of the standard");
/** 4.1.1.7 time (second,10,0): years 1970–2038, a zone only after a fraction. */
const TIME = matching(
  /^(19[7-9]\d|20[0-2]\d|203[0-8])(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d{1,2}(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?)?)?)?)?)?)?$/,
  "a time of the standard",
);
/** long_identifier_type. */
const ID = matching(/^\S+$/, "an identifier", 4000);
const COMPLETIONS = oneOf("completed", "incomplete", "not attempted", "unknown");
const SUCCESSES = oneOf("passed", "failed", "unknown");
const LANGUAGE = matching(/^([a-zA-Z]{2,3}|i|x)(-[a-zA-Z0-9]{2,8})*$|^$/, "a language", 250);
const NAVIGATION = either(
  oneOf("continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll", "_none_"),
  matching(/^\{target=[^{}]+\}(choice|jump)$/, "a navigation request"),
);

export const MODEL_2004: Model = {
  elements: {
    "cmi._version": readOnly("1.0"),
    "cmi.comments_from_learner.n.comment": readWrite(localized(4000)),
    "cmi.comments_from_learner.n.location": readWrite(atMost(250)),
    "cmi.comments_from_learner.n.timestamp": readWrite(TIME),
    "cmi.comments_from_lms.n.comment": readOnly(),
    "cmi.comments_from_lms.n.location": readOnly(),
    "cmi.comments_from_lms.n.timestamp": readOnly(),
    "cmi.completion_status": readWrite(COMPLETIONS, "unknown"),
    "cmi.completion_threshold": readOnly(),
    "cmi.credit": readOnly("credit"),
    "cmi.entry": readOnly(""),
    "cmi.exit": writeOnly(oneOf("time-out", "suspend", "logout", "normal", "")),
    "cmi.interactions.n.id": readWrite(ID),
    "cmi.interactions.n.type": readWrite(oneOf(...Object.keys(RESPONSES_2004))),
    "cmi.interactions.n.objectives.n.id": readWrite(ID),
    "cmi.interactions.n.timestamp": readWrite(TIME),
    "cmi.interactions.n.correct_responses.n.pattern": readWrite(anyResponse),
    "cmi.interactions.n.weighting": readWrite(NUMBER),
    "cmi.interactions.n.learner_response": readWrite(anyResponse),
    "cmi.interactions.n.result": readWrite(
      either(oneOf("correct", "incorrect", "unanticipated", "neutral"), matching(REAL, "a result")),
    ),
    "cmi.interactions.n.latency": readWrite(INTERVAL),
    "cmi.interactions.n.description": readWrite(localized(250)),
    "cmi.launch_data": readOnly(),
    "cmi.learner_id": readOnly("ann"),
    "cmi.learner_name": readOnly("Officer, Ann"),
    "cmi.learner_preference.audio_level": readWrite(POSITIVE, "1"),
    "cmi.learner_preference.language": readWrite(LANGUAGE, ""),
    "cmi.learner_preference.delivery_speed": readWrite(POSITIVE, "1"),
    "cmi.learner_preference.audio_captioning": readWrite(oneOf("-1", "0", "1"), "0"),
    "cmi.location": readWrite(atMost(1000)),
    "cmi.max_time_allowed": readOnly(),
    "cmi.mode": readOnly("normal"),
    "cmi.objectives.n.id": readWrite(ID),
    "cmi.objectives.n.score.scaled": readWrite(SCALED),
    "cmi.objectives.n.score.raw": readWrite(NUMBER),
    "cmi.objectives.n.score.min": readWrite(NUMBER),
    "cmi.objectives.n.score.max": readWrite(NUMBER),
    "cmi.objectives.n.success_status": readWrite(SUCCESSES, "unknown"),
    "cmi.objectives.n.completion_status": readWrite(COMPLETIONS, "unknown"),
    "cmi.objectives.n.progress_measure": readWrite(SHARE),
    "cmi.objectives.n.description": readWrite(localized(250)),
    "cmi.progress_measure": readWrite(SHARE),
    "cmi.scaled_passing_score": readOnly(),
    "cmi.score.scaled": readWrite(SCALED),
    "cmi.score.raw": readWrite(NUMBER),
    "cmi.score.min": readWrite(NUMBER),
    "cmi.score.max": readWrite(NUMBER),
    "cmi.session_time": writeOnly(INTERVAL),
    "cmi.success_status": readWrite(SUCCESSES, "unknown"),
    "cmi.suspend_data": readWrite(atMost(64_000)),
    "cmi.time_limit_action": readOnly("continue,no message"),
    "cmi.total_time": readOnly("PT0S"),
    "adl.nav.request": readWrite(NAVIGATION, "_none_"),
    "adl.nav.request_valid.continue": readOnly("unknown"),
    "adl.nav.request_valid.previous": readOnly("unknown"),
    "adl.nav.request_valid.choice.{target}": readOnly("unknown"),
    "adl.nav.request_valid.jump.{target}": readOnly("unknown"),
    "adl.data.n.id": readOnly(),
    "adl.data.n.store": readWrite(atMost(64_000)),
  },
  parents: [
    "cmi.comments_from_learner",
    "cmi.comments_from_lms",
    "cmi.interactions",
    "cmi.learner_preference",
    "cmi.objectives",
    "cmi.objectives.n.score",
    "cmi.score",
    "adl.data",
  ],
  lists: {
    "cmi.comments_from_learner": null,
    "cmi.comments_from_lms": null,
    "cmi.interactions": "id",
    "cmi.interactions.n.objectives": "id",
    "cmi.interactions.n.correct_responses": "pattern",
    "cmi.objectives": "id",
    "adl.data": "id",
  },
};

/** A characterstring with an optional language before it. */
function localized(most: number): Check {
  return (value) => atMost(most)(value.replace(/^\{lang=[\w-]*\}/, ""));
}
