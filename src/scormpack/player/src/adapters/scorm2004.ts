/**
 * SCORM 2004, 3rd and 4th edition (Run-Time Environment, section 4).
 *
 * Completion and success are two fields. "completed" and "passed" are never written over; "failed"
 * is written when no attempt is left. Where nothing is judged, complete is also passed.
 */

import type { Found, Objective, Standing } from "../session.ts";
import type { Dialect, ScormLink } from "./scormlink.ts";
import { ScormSession, atLeast, hms, percent, reading, textReading } from "./scormsession.ts";
import type { Fields, Interaction, Reading } from "./scormsession.ts";

const COMPLETION = "cmi.completion_status";
const SUCCESS = "cmi.success_status";
const TEXT = "cmi.suspend_data";
const SCALED = "cmi.score.scaled";
const PROGRESS = "cmi.progress_measure";
/** Progress shown for a video that is seen whole while something else is left to do. */
const NEARLY = 0.99;

const DIALECT: Dialect = {
  api: "API_1484_11",
  initialize: "Initialize",
  terminate: "Terminate",
  get: "GetValue",
  set: "SetValue",
  commit: "Commit",
  lastError: "GetLastError",
  unsupported: [401, 402],
  running: [103],
  over: [104],
  probe: "cmi.learner_id",
};

export class Scorm2004Session extends ScormSession {
  readonly capacity = 64_000;
  protected readonly dialect = DIALECT;
  #completion = "";
  #success = "";
  #scaled = Number.NEGATIVE_INFINITY;
  #progress = 0;

  protected read(link: ScormLink): Found {
    this.#completion = link.get(COMPLETION);
    this.#success = link.get(SUCCESS);
    this.#scaled = Number.parseFloat(link.get(SCALED) || "-Infinity");
    this.#progress = Number.parseFloat(link.get(PROGRESS)) || 0;
    const text = link.get(TEXT);
    const location = Number.parseFloat(link.get("cmi.location"));
    const captioning = link.get("cmi.learner_preference.audio_captioning");
    return {
      mode: mode(link.get("cmi.mode"), link.get("cmi.credit")),
      text: text === "" ? null : text,
      position: location > 0 ? location : null,
      completed: this.#completion === "completed",
      learner: link.get("cmi.learner_id") || link.get("cmi.learner_name"),
      captions: captioning === "1" || captioning === "-1" ? captioning === "1" : null,
      muted: link.get("cmi.learner_preference.audio_level") === "0",
      mastery: null,
      audience: this.askedAudience(link),
    };
  }

  protected suspend(link: ScormLink): void {
    // Any other value ends the attempt, and a relaunch would lose data and status.
    link.tryToSet("cmi.exit", "suspend");
  }

  protected write(link: ScormLink, record: Standing): void {
    this.#writeScore(link, record);
    this.#progress = Math.max(this.#progress, measured(record));
    link.tryToSet(PROGRESS, String(this.#progress));
    this.#writeSuccess(link, record);
    this.#writeCompletion(link, record);
    link.set(TEXT, record.text);
    link.tryToSet("cmi.location", record.position.toFixed(1));
    link.tryToSet("cmi.session_time", interval(record.sessionSeconds));
    this.suspend(link);
  }

  protected readBack(link: ScormLink, record: Standing): readonly Reading[] {
    const text = textReading(link.get(TEXT), record.text);
    if (!record.completed) return [text];
    // "unknown" is what an LMS says that judges by a measure of its own.
    const shown = link.get(COMPLETION).replace("unknown", "");
    return [text, reading(shown, (value) => value === "completed")];
  }

  /** long_identifier_type. */
  protected identifier(id: string): string {
    return id.replace(/\s/g, "_").slice(0, 4000);
  }

  protected objective(objective: Objective, kept: (name: string) => string): Fields {
    const { completed, passed, score } = objective;
    const measure = atLeast(kept("progress_measure"), measured(objective));
    const fields: [string, string][] = [];
    if (score !== null) fields.push(["score.scaled", String(atLeast(kept("score.scaled"), rounded(score)))]);
    if (kept("success_status") === "passed") fields.push(["success_status", "passed"]);
    else if (passed !== null) fields.push(["success_status", passed ? "passed" : "failed"]);
    const complete = completed || kept("completion_status") === "completed";
    fields.push(["completion_status", complete ? "completed" : "incomplete"]);
    // Of the 4th edition.
    fields.push(["progress_measure", String(measure)]);
    return fields;
  }

  protected writeInteraction(link: ScormLink, index: number, taken: Interaction): boolean {
    const { id, question, event, at } = taken;
    const at0 = `cmi.interactions.${index}`;
    const right = question.choices.filter((choice) => choice.correct).map((choice) => choice.id);
    // The type comes before what depends on it (RTE 4.2.9.1).
    return (
      link.tryToSet(`${at0}.id`, id) &&
      [
        ["type", "choice"],
        ["timestamp", timestamp(at)],
        ["correct_responses.0.pattern", pattern(right)],
        ["learner_response", pattern(event.response)],
        ["result", event.correct ? "correct" : "incorrect"],
        ["latency", interval(event.seconds)],
      ].every(([name, value]) => link.tryToSet(`${at0}.${name}`, value ?? ""))
    );
  }

  #writeScore(link: ScormLink, record: Standing): void {
    if (record.score === null && !record.completed) return;
    // Full marks for what is not scored, but not over a score whose text the LMS has lost.
    const scaled = rounded(record.score ?? (this.#scaled > 0 ? this.#scaled : 1));
    if (scaled < this.#scaled) return;
    link.tryToSet("cmi.score.min", "0");
    link.tryToSet("cmi.score.max", "100");
    link.set("cmi.score.raw", percent(scaled));
    link.set(SCALED, String(scaled));
    this.#scaled = scaled;
  }

  #writeSuccess(link: ScormLink, record: Standing): void {
    const passed = record.passed ?? (record.completed ? true : null);
    if (this.#success === "passed" || passed === null) return;
    if (!passed && !record.exhausted) return;
    link.set(SUCCESS, passed ? "passed" : "failed");
  }

  #writeCompletion(link: ScormLink, record: Standing): void {
    // A new API object, or an LMS that failed to save, may show less than it did.
    const lowered = record.completed && link.get(COMPLETION) !== "completed";
    if (this.#completion === "completed" && !lowered) return;
    const status = record.completed ? "completed" : "incomplete";
    if (link.insist(COMPLETION, status) && record.completed) this.#completion = status;
  }
}

function mode(value: string, credit: string): Found["mode"] {
  if (value === "review" || value === "browse") return value;
  return credit === "no-credit" ? "browse" : "normal";
}

/** The progress measure: 1 only where all is done. */
function measured({ completed, progress }: Objective | Standing): number {
  return completed ? 1 : rounded(Math.min(NEARLY, progress));
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** short_identifier_types joined as RTE 4.1.1.6 says; Moodle takes no hyphen in them. */
function pattern(ids: readonly string[]): string {
  return ids.map((id) => id.replace(/[^\w.]/g, "_")).join("[,]");
}

/** timeinterval(second,10,2). */
export function interval(seconds: number): string {
  const [h, m, s] = hms(seconds);
  return `PT${h}H${m}M${Number(s)}S`;
}

/** time(second,10,0) with two decimals: Moodle refuses three, and Z without any. */
export function timestamp(at: Date): string {
  return `${at.toISOString().slice(0, 22)}Z`;
}
