/**
 * SCORM 1.2 (Run-Time Environment 1.2, section 3).
 *
 * One field tells completion and success. What is written where:
 * | complete | questions      | lesson_status |
 * |----------|----------------|---------------|
 * | yes      | any            | completed; the pass is in the score (Moodle waits for "completed") |
 * | no       | attempts left  | incomplete    |
 * | no       | no attempt left| failed        |
 * "completed" and "passed" are never written over, "failed" only by "completed".
 */

import type { Found, Objective, Standing } from "../session.ts";
import { meant } from "./scormapi.ts";
import type { Dialect } from "./scormenv.ts";
import type { ScormLink } from "./scormlink.ts";
import { ScormSession } from "./scormsession.ts";
import type { Answer } from "./scormsession.ts";
import { atLeast, hms, modeOf, numberOf, percent, place, reading, textReading } from "./scormvalues.ts";
import type { Fields, Reading } from "./scormvalues.ts";

const STATUS = "cmi.core.lesson_status";
const TEXT = "cmi.suspend_data";
const RAW = "cmi.core.score.raw";
const DONE = ["completed", "passed"];
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const DIALECT: Dialect = {
  api: "API",
  initialize: "LMSInitialize",
  terminate: "LMSFinish",
  get: "LMSGetValue",
  set: "LMSSetValue",
  commit: "LMSCommit",
  lastError: "LMSGetLastError",
  // 401 "not implemented"; Moodle answers 201 to elements that it lacks.
  unsupported: [401, 201],
  failed: [101, 301],
  // 101 "general exception" is all that 1.2 has for both.
  running: [101],
  over: [101],
  shown: [TEXT, STATUS, RAW],
  probe: "cmi.core.student_id",
};

export class Scorm12Session extends ScormSession {
  protected readonly dialect = DIALECT;
  protected readonly sequenced = false;
  protected readonly objectiveStatus = "status";
  #status = "";
  /** Whether this session wrote the completion. */
  #completes = false;
  #raw = Number.NEGATIVE_INFINITY;
  /** Whether an earlier session left a text, and hence a status. */
  #resumed = false;

  protected read(link: ScormLink): Found {
    this.#status = meant(link.known(STATUS));
    this.#raw = numberOf(link.get(RAW), 100);
    const given = link.known(TEXT);
    const text = meant(given);
    const entry = link.get("cmi.core.entry");
    // Of some LMSs "null" is no value, of others what is left of one.
    this.#resumed = text !== "" || entry === "resume" || (given !== "" && entry !== "ab-initio");
    const location = Number.parseFloat(link.get("cmi.core.lesson_location"));
    return {
      mode: modeOf(meant(link.known("cmi.core.lesson_mode")), meant(link.known("cmi.core.credit"))),
      text: text === "" ? null : text,
      position: location > 0 ? location : null,
      completed: DONE.includes(this.#status),
      learner: link.learner || link.get("cmi.core.student_name"),
      captions: preference(link.get("cmi.student_preference.text")),
      muted: Number.parseFloat(link.get("cmi.student_preference.audio")) < 0,
      mastery: null,
      audience: this.askedAudience(link),
    };
  }

  protected suspend(link: ScormLink): void {
    // "normal" is no value of 1.2; "" ends an attempt that is complete.
    link.tryToSet("cmi.core.exit", DONE.includes(this.#status) ? "" : "suspend");
  }

  /** At LMSFinish Moodle, and others, complete what is "not attempted" whatever the mode. */
  protected override look(link: ScormLink): void {
    if (this.#status === "not attempted") link.tryToSet(STATUS, "incomplete");
  }

  protected write(link: ScormLink, record: Standing): void {
    this.#writeScore(link, record);
    this.#writeStatus(link, record);
    link.set(TEXT, record.text);
    link.tryToSet("cmi.core.lesson_location", place(record.position));
    link.tryToSet("cmi.core.session_time", timespan(record.sessionSeconds));
    this.suspend(link);
  }

  protected readBack(link: ScormLink, record: Standing): readonly Reading[] {
    const text = textReading(link.get(TEXT), record.text);
    const shown = link.get(STATUS);
    // An LMS may complete at LMSFinish what it holds for not attempted (Moodle).
    if (!record.completed) return [text, shown === "not attempted" ? "contradicted" : "confirmed"];
    if (shown === "failed") return [text, this.#judges(link) ? "confirmed" : "unverifiable"];
    return [text, reading(shown, (value) => DONE.includes(value)), ...this.readScore(link, RAW, this.#raw, 1)];
  }

  /** CMIIdentifier. */
  protected identifier(id: string): string {
    return id.replace(/[^\w-]/g, "_").slice(0, 255);
  }

  protected objective({ completed, passed, score }: Objective, kept: (name: string) => string): Fields {
    const held = kept("status");
    const pending = passed === false ? "failed" : "incomplete";
    const status = completed ? (passed === true ? "passed" : "completed") : pending;
    const fields: Fields = [["status", DONE.includes(held) ? held : status]];
    if (score === null) return fields;
    const raw = atLeast(kept("score.raw"), Number(percent(score)), 100);
    return [["score.raw", String(raw)], ["score.min", "0"], ["score.max", "100"], ...fields];
  }

  protected answer({ question, event, at }: Answer): Fields {
    const ids = question.choices.map((choice) => choice.id);
    const right = question.choices.filter((choice) => choice.correct).map((choice) => choice.id);
    return [
      ["time", timeOf(at)],
      ["type", "choice"],
      ["correct_responses.0.pattern", letters(ids, right)],
      ["student_response", letters(ids, event.response)],
      ["result", event.correct ? "correct" : "wrong"],
      ["latency", timespan(event.seconds)],
    ];
  }

  /** CMIFeedback of a fill-in: up to 255 characters. */
  protected receipt(text: string, at: Date): Fields {
    return [["time", timeOf(at)], ["type", "fill-in"], ["student_response", text], ["result", "neutral"]];
  }

  /** "failed" after "completed" is the LMS's own where it has a mastery score that was not reached (RTE 3.4.4, cmi.core.lesson_status). */
  #judges(link: ScormLink): boolean {
    return this.#raw < numberOf(link.get("cmi.student_data.mastery_score"), 100);
  }

  /** Raw, since LMSs grade by it alone, with the range that gives it a meaning. */
  #writeScore(link: ScormLink, record: Standing): void {
    // By a mastery score of its own the LMS would pass or fail whoever has a score, finished or not.
    if (!record.completed && !record.exhausted) return;
    // Full marks for what is not scored, but not over a score whose text the LMS has lost.
    if (record.score === null && record.scored) return;
    const unscored = this.#raw > 0 ? this.#raw : 100;
    const raw = record.score === null ? unscored : Number(percent(record.score));
    if (raw < this.#raw) return;
    link.set(RAW, String(raw));
    link.tryToSet("cmi.core.score.min", "0");
    link.tryToSet("cmi.core.score.max", "100");
    this.#raw = raw;
  }

  #writeStatus(link: ScormLink, record: Standing): void {
    // A new API object, or an LMS that failed to save, may show less than it did.
    const shown = record.completed ? link.get(STATUS) : "";
    const judged = shown === "failed" && this.#judges(link);
    const lowered = record.completed && !DONE.includes(shown) && !judged;
    const ours = this.#completes && shown === "completed";
    if (DONE.includes(this.#status) && !lowered && !ours) return;
    const pending = record.exhausted ? "failed" : "incomplete";
    const status = record.completed ? "completed" : pending;
    if (status === "incomplete" && this.#saysMore()) return;
    if (!link.insist(STATUS, status) || !record.completed) return;
    this.#status = status;
    this.#completes = true;
  }

  /** Or may: where a status cannot be read, an earlier session has written one. */
  #saysMore(): boolean {
    return this.#status === "failed" || (this.#status === "" && this.#resumed);
  }
}

/** 1.2 has "text" −1, 0, 1; 0 is no word. */
function preference(value: string): boolean | null {
  const number = Number.parseFloat(value);
  return number === 1 || number === -1 ? number === 1 : null;
}

/** 1.2 knows choices by single letters or digits. */
function letters(ids: readonly string[], chosen: readonly string[]): string {
  return ids.flatMap((id, at) => (chosen.includes(id) ? [LETTERS[at] ?? ""] : [])).join(",");
}

/** CMITime, in local time. */
function timeOf(at: Date): string {
  return at.toTimeString().slice(0, 8);
}

/** CMITimespan HHHH:MM:SS.SS. */
export function timespan(seconds: number): string {
  const [h, m, s] = hms(seconds);
  return `${String(h).padStart(4, "0")}:${String(m).padStart(2, "0")}:${s.padStart(5, "0")}`;
}
