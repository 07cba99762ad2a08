/**
 * SCORM 2004, 3rd and 4th edition (Run-Time Environment, section 4).
 *
 * Completion and success are two fields. "completed" and "passed" are never written over; "failed"
 * is written when no attempt is left. Where nothing is judged, complete is also passed.
 */

import type { Content } from "../content.ts";
import type { Found, Objective, Standing } from "../session.ts";
import type { Settings } from "../settings.ts";
import { meant } from "./scormapi.ts";
import type { Dialect, ScormEnv } from "./scormenv.ts";
import type { ScormLink } from "./scormlink.ts";
import { RECEIPT, ScormSession } from "./scormsession.ts";
import type { Answer } from "./scormsession.ts";
import { atLeast, modeOf, numberOf, percent, place, reading, textReading } from "./scormvalues.ts";
import type { Fields, Reading } from "./scormvalues.ts";
import { interval, known, measured, passedOf, pattern, rounded, timed } from "./scorm2004values.ts";

const COMPLETION = "cmi.completion_status";
const SUCCESS = "cmi.success_status";
const TEXT = "cmi.suspend_data";
const SCALED = "cmi.score.scaled";
const PROGRESS = "cmi.progress_measure";

const DIALECT: Dialect = {
  api: "API_1484_11",
  initialize: "Initialize",
  terminate: "Terminate",
  get: "GetValue",
  set: "SetValue",
  commit: "Commit",
  lastError: "GetLastError",
  unsupported: [401, 402],
  // Not 301, which some LMSs have for what was never set.
  failed: [101, 122, 123],
  running: [103],
  over: [104],
  shown: [TEXT, COMPLETION, SUCCESS, SCALED],
  probe: "cmi.learner_id",
};

export class Scorm2004Session extends ScormSession {
  protected readonly dialect = DIALECT;
  protected readonly sequenced = true;
  protected readonly objectiveStatus = "completion_status";
  #completion = "";
  /** Whether this session wrote the completion. */
  #completes = false;
  #success = "";
  #scaled = Number.NEGATIVE_INFINITY;
  #progress = 0;
  /** Whether an earlier session left a text, and hence a status. */
  #resumed = false;
  readonly #exit: string;

  constructor(contents: readonly Content[], { "exit": exit = "suspend" }: Pick<Settings, "exit">, env: ScormEnv) {
    super(contents, env);
    this.#exit = exit;
  }

  protected read(link: ScormLink): Found {
    this.#completion = meant(link.known(COMPLETION));
    this.#success = meant(link.known(SUCCESS));
    this.#scaled = numberOf(link.get(SCALED), 1);
    this.#progress = atLeast(link.get(PROGRESS), 0, 1);
    const given = link.known(TEXT);
    const text = meant(given);
    const entry = link.get("cmi.entry");
    // Of some LMSs "null" is no value, of others what is left of one.
    this.#resumed = text !== "" || entry === "resume" || (given !== "" && entry !== "ab-initio");
    const location = Number.parseFloat(link.get("cmi.location"));
    const captioning = link.get("cmi.learner_preference.audio_captioning");
    return {
      mode: modeOf(meant(link.known("cmi.mode")), meant(link.known("cmi.credit"))),
      text: text === "" ? null : text,
      position: location > 0 ? location : null,
      completed: this.#completion === "completed",
      learner: link.learner || link.get("cmi.learner_name"),
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

  protected override depart(link: ScormLink): void {
    link.tryToSet("cmi.exit", this.#exit);
  }

  protected write(link: ScormLink, record: Standing): void {
    this.#writeScore(link, record);
    this.#progress = Math.max(this.#progress, measured(record));
    link.tryToSet(PROGRESS, String(this.#progress));
    this.#writeSuccess(link, record);
    this.#writeCompletion(link, record);
    link.set(TEXT, record.text);
    link.tryToSet("cmi.location", place(record.position));
    link.tryToSet("cmi.session_time", interval(record.sessionSeconds));
    this.suspend(link);
  }

  protected readBack(link: ScormLink, record: Standing): readonly Reading[] {
    const text = textReading(link.get(TEXT), record.text);
    if (!record.completed) return [text];
    const completion = reading(known(link.get(COMPLETION)), (value) => value === "completed");
    const score = this.readScore(link, SCALED, this.#scaled, 0.01);
    return [text, completion, ...score, ...this.#readSuccess(link, record)];
  }

  /** long_identifier_type. */
  protected identifier(id: string): string {
    return id.replace(/\s/g, "_").slice(0, 4000);
  }

  protected objective(objective: Objective, kept: (name: string) => string): Fields {
    const { completed, passed, score } = objective;
    const measure = atLeast(kept("progress_measure"), measured(objective), 1);
    const fields: [string, string][] = [];
    if (score !== null) fields.push(["score.scaled", String(atLeast(kept("score.scaled"), rounded(score), 1))]);
    if (kept("success_status") === "passed") fields.push(["success_status", "passed"]);
    else if (passed !== null) fields.push(["success_status", passed ? "passed" : "failed"]);
    const complete = completed || kept("completion_status") === "completed";
    fields.push(["completion_status", complete ? "completed" : "incomplete"]);
    // Of the 4th edition.
    fields.push(["progress_measure", String(measure)]);
    return fields;
  }

  /** The type comes before what depends on it (RTE 4.2.9.1). */
  protected answer({ question, event, at }: Answer): Fields {
    const right = question.choices.filter((choice) => choice.correct).map((choice) => choice.id);
    return [
      ["type", "choice"],
      ...timed(at),
      ["correct_responses.0.pattern", pattern(right)],
      ["learner_response", pattern(event.response)],
      ["result", event.correct ? "correct" : "incorrect"],
      ["latency", interval(event.seconds)],
    ];
  }

  /** A fill-in takes 250 characters; braces in front and "[,]", which the receipt has not, mean something. */
  protected receipt(text: string, at: Date): Fields {
    return [["type", "fill-in"], ...timed(at), ["learner_response", text], ["result", "neutral"]];
  }

  /** Where the completion itself cannot be read at a launch, the list still can. */
  protected override hasReceipt(link: ScormLink): boolean {
    const count = link.count("cmi.interactions._count") || 0;
    const is = (name: string, value: string, at: number): boolean => link.get(`cmi.interactions.${at}.${name}`) === value;
    return Array.from({ length: count }, (_, at) => at).some((at) => is("id", RECEIPT, at) && is("type", "fill-in", at));
  }

  #writeScore(link: ScormLink, record: Standing): void {
    if (!record.completed && record.passed !== true && !record.exhausted) return;
    // Full marks for what is not scored, but not over a score whose text the LMS has lost.
    if (record.score === null && record.scored) return;
    const scaled = rounded(record.score ?? (this.#scaled > 0 ? this.#scaled : 1));
    if (scaled < this.#scaled) return;
    link.tryToSet("cmi.score.min", "0");
    link.tryToSet("cmi.score.max", "100");
    link.set("cmi.score.raw", percent(scaled));
    link.set(SCALED, String(scaled));
    this.#scaled = scaled;
  }

  #writeSuccess(link: ScormLink, record: Standing): void {
    if (this.#passes(record)) {
      link.set(SUCCESS, "passed");
      this.#success = "passed";
    } else if (record.exhausted && this.#success !== "passed") link.set(SUCCESS, "failed");
  }

  /** Complete is passed, but of a score that is not known an LMS that says "failed" may know better. */
  #passes(record: Standing): boolean {
    const known = record.passed !== null || !record.scored || this.#success !== "failed";
    return known && passedOf(record) === true;
  }

  #readSuccess(link: ScormLink, record: Standing): readonly Reading[] {
    if (!this.#passes(record)) return [];
    const shown = link.get(SUCCESS);
    // The LMS's own verdict, where it has a passing score (RTE 4.2.22.1).
    if (shown === "failed" && link.get("cmi.scaled_passing_score") !== "") return [];
    return [reading(known(shown), (value) => value === "passed")];
  }

  #writeCompletion(link: ScormLink, record: Standing): void {
    // A new API object, or an LMS that failed to save, may show less than it did.
    const lowered = record.completed && link.get(COMPLETION) !== "completed";
    const ours = record.completed && this.#completes;
    if (this.#completion === "completed" && !lowered && !ours) return;
    // Where a status cannot be read, an earlier session has written one, maybe a higher one.
    if (!record.completed && this.#completion === "" && this.#resumed) return;
    const status = record.completed ? "completed" : "incomplete";
    if (!link.insist(COMPLETION, status) || !record.completed) return;
    this.#completion = status;
    this.#completes = true;
  }
}
