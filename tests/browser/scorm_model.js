// Values of which scorm-again takes more than the standards have.

// The standards' smallest permitted maximum, which LMSs cut at.
const LONGEST = {
  "1.2": { "cmi.suspend_data": 4096, "cmi.core.lesson_location": 255 },
  2004: { "cmi.suspend_data": 64000, "cmi.location": 1000 },
};
// SCORM 1.2 RTE 3.4.4 CMITimespan; SCORM 2004 RTE 4.1.1.7 timeinterval, at most two decimals.
const TIME = {
  "1.2": /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/,
  2004: /^P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/,
};
const EXACT = {
  "1.2": { "cmi.core.exit": ["", "suspend", "time-out", "logout"] },
  2004: { "cmi.exit": ["", "suspend", "normal", "time-out", "logout"] },
};

/** What is wrong with a value of this element; null if nothing. */
export function wrongValue(is12, element, value) {
  const edition = is12 ? "1.2" : "2004";
  const most = LONGEST[edition][element];
  if (value.length > most) return `${value.length} characters, at most ${most}`;
  if (/session_time$|latency$/.test(element) && !TIME[edition].test(value)) return "not a time of the standard";
  const words = EXACT[edition][element];
  return words === undefined || words.includes(value) ? null : "not in the vocabulary";
}
