/** What answers to a question look like, by its type. */

import { atMost, between, either, list, matching, mistyped, oneOf, pair, set } from "./strictvalues.ts";
import type { Check } from "./strictvalues.ts";

/** The given answer, and a pattern of right ones. */
export interface Responses {
  readonly given: Check;
  readonly pattern: Check;
  /** Only one pattern may be given. */
  readonly single?: boolean;
}

/** RTE 1.2, 3.4.6, CMIFeedback. */
export const RESPONSES_12: Readonly<Record<string, Responses>> = {
  "true-false": same(matching(/^[01tf]/, "0, 1, t or f", 255)),
  choice: same(matching(/^(\{?[a-z0-9](,[a-z0-9])*\}?)?$/, "letters or digits with commas", 255)),
  "fill-in": same(atMost(255)),
  matching: same(matching(/^(\{?[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*\}?)?$/, "pairs with commas", 255)),
  performance: same(atMost(255)),
  sequencing: same(matching(/^([a-z0-9](,[a-z0-9])*)?$/, "letters or digits with commas", 255)),
  likert: same(matching(/^[a-z0-9]?$/, "a letter or a digit")),
  numeric: same(matching(/^-?\d{1,3}(\.\d+)?$/, "a number")),
};

/** LMSs take no more than this in a short_identifier_type: Moodle [\w.], 250 characters. */
const SHORT = matching(/^[\w.]+$/, "a short identifier", 250);
const REAL = between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, /^-?\d+(\.\d{1,7})?$/);
const BOUND: Check = (value) => (value === "" ? null : REAL(value));
const CHOICES = either(set("[,]", SHORT), oneOf(""));
const FILL_IN = list("[,]", atMost(250), 10);
const CASE = /^(\{(case_matters|order_matters)=(true|false)\})*/;

/** RTE 2004, 4.2.9.2 (responses) and 4.2.9.1 (patterns). */
export const RESPONSES_2004: Readonly<Record<string, Responses>> = {
  "true-false": { ...same(oneOf("true", "false")), single: true },
  choice: same(CHOICES),
  "fill-in": { given: FILL_IN, pattern: (value) => FILL_IN(value.replace(CASE, "")) },
  "long-fill-in": { given: atMost(4000), pattern: (value) => atMost(4000)(value.replace(CASE, "")) },
  likert: { ...same(SHORT), single: true },
  matching: same(either(list("[,]", pair("[.]", SHORT, SHORT)), oneOf(""))),
  performance: {
    given: list("[,]", pair("[.]", atMost(250), atMost(250)), 250),
    pattern: (value) => list("[,]", pair("[.]", atMost(250), atMost(250)), 250)(value.replace(CASE, "")),
  },
  sequencing: same(list("[,]", SHORT)),
  numeric: { given: REAL, pattern: pair("[:]", BOUND, BOUND), single: true },
  other: { ...same(atMost(4000)), single: true },
};

function same(check: Check): Responses {
  return { given: check, pattern: check };
}

/** Any text of an answer, until the type is known. */
export const anyResponse: Check = atMost(Number.POSITIVE_INFINITY);

/** What is wrong with an answer to a question of `type`; null also for a type that is not known. */
export function wrongResponse(all: Readonly<Record<string, Responses>>, type: string | undefined, name: string, value: string) {
  const responses = type === undefined ? undefined : all[type];
  if (responses === undefined) return null;
  if (!name.endsWith(".pattern")) return responses.given(value);
  if (responses.single === true && !name.endsWith(".0.pattern")) return mistyped("one pattern at most");
  return responses.pattern(value);
}
