/** cmi5 1.0: one launch, one session; sections as in the specification. */

import { digest } from "../checksum.ts";
import { SessionError } from "../session.ts";
import type { Found, Standing } from "../session.ts";
import { Lrs, duration } from "./lrs.ts";
import { XapiSession, learnerKey } from "./xapisession.ts";
import type { Launch } from "./xapisession.ts";

const CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
const MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon";
const MASTERY_SCORE = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
/** A judgement is needed to move on, so a module without questions must pass when complete. */
const NEEDS_PASS = ["Passed", "CompletedAndPassed"];
const MODES = { Browse: "browse", Review: "review", Normal: "normal" } as const;

type Json = Record<string, unknown>;
type Verb = "initialized" | "completed" | "passed" | "failed" | "terminated";

/** The state document of section 10. */
interface LaunchData {
  readonly contextTemplate?: Json;
  readonly launchMode?: keyof typeof MODES;
  readonly masteryScore?: number;
  readonly moveOn?: string;
  readonly returnURL?: string;
}

export class Cmi5Session extends XapiSession {
  #data: LaunchData = {};
  #initialized = "";
  /** Whether this session has its one judgement (9.3.4, 9.3.5). */
  #judged = false;

  async open(): Promise<Found> {
    const launch = await this.#launched();
    this.begin(launch);
    const document = await launch.lrs.document("activities/state", this.stateQuery("LMS.LaunchData"));
    if (document === null) throw new SessionError("The LMS's launch data are missing.");
    this.#data = document.body as LaunchData;
    const muted = (await this.#audio()) === "off";
    const text = this.recording() ? await this.readState() : await this.readState().catch(() => null);
    await this.#initialize();
    return {
      mode: MODES[this.#data.launchMode ?? "Normal"] ?? "normal",
      text,
      position: null,
      completed: await this.#has("completed").catch(() => false),
      learner: learnerKey(launch.actor, launch.registration),
      captions: muted ? true : null,
      muted,
    };
  }

  leave(): void {
    if (this.#data.returnURL) this.env.location.assign(this.#data.returnURL);
  }

  protected recording(): boolean {
    return (this.#data.launchMode ?? "Normal") === "Normal";
  }

  protected baseContext(): Json {
    return JSON.parse(JSON.stringify(this.#data.contextTemplate ?? {})) as Json;
  }

  protected sessionId(): string {
    return this.#initialized;
  }

  protected async judge(record: Standing, ending: boolean): Promise<void> {
    if (record.completed && !(await this.#has("completed"))) {
      const result = { completion: true, duration: duration(record.sessionSeconds) };
      this.#add("completed", result, [MOVE_ON]);
    }
    const passed = this.#verdict(record);
    if (passed === null || this.#judged || (!passed && !record.exhausted && !ending)) return;
    if (await this.#has("passed")) return;
    this.#judged = true;
    this.#addVerdict(record, passed);
  }

  protected terminate(record: Standing): void {
    if (this.recording()) this.depart(record);
    this.#add("terminated", { duration: duration(record.sessionSeconds) });
  }

  /** By the LMS's mastery score where it has one, else by the module's own criteria. */
  #verdict(record: Standing): boolean | null {
    const { masteryScore, moveOn } = this.#data;
    if (record.score === null) {
      return record.completed && NEEDS_PASS.includes(moveOn ?? "") ? true : null;
    }
    return masteryScore === undefined ? record.passed : record.score >= masteryScore;
  }

  #addVerdict(record: Standing, passed: boolean): void {
    const { masteryScore } = this.#data;
    const scored = record.score ?? (masteryScore === undefined ? null : 1);
    const score = scored === null ? {} : { score: { scaled: rounded(scored, masteryScore) } };
    const result = { success: passed, duration: duration(record.sessionSeconds), ...score };
    const extensions = masteryScore === undefined ? {} : { [MASTERY_SCORE]: masteryScore };
    this.#add(passed ? "passed" : "failed", result, [MOVE_ON], extensions);
  }

  #add(verb: Verb, result: Json, categories: readonly string[] = [], extensions: Json = {}): string {
    const template = this.xapi.statements[verb];
    if (template === undefined) throw new SessionError("The package is incomplete.", true);
    // 9.4: the LMS's id for this launch, not the publisher's.
    const object = { ...template.object, id: this.launch.activityId };
    const filling = { result, extensions, categories: [CMI5, ...categories] };
    const statement = this.statement(template, object, filling);
    this.queue.add(statement, true);
    if (verb === "completed" || verb === "passed") this.made(template, this.launch.activityId);
    this.#remember(verb, statement.id);
    return statement.id;
  }

  async #has(verb: "completed" | "passed"): Promise<boolean> {
    const template = this.xapi.statements[verb];
    return template !== undefined && (await this.holds(template, this.launch.activityId));
  }

  /** 9.3.2: first and once; a reload finds it sent. */
  async #initialize(): Promise<void> {
    const { session } = this.env;
    const sent = JSON.parse(session.getItem(`${this.launch.key}.sent`) ?? "{}") as Json;
    if ("terminated" in sent) throw new SessionError("This session was ended.", true);
    this.#judged = "passed" in sent || "failed" in sent;
    for (const verb of ["completed", "passed"] as const) {
      const template = this.xapi.statements[verb];
      if (verb in sent && template) this.made(template, this.launch.activityId);
    }
    const before = sent["initialized"];
    this.#initialized = typeof before === "string" ? before : this.#add("initialized", {});
    await this.drain();
  }

  #remember(verb: Verb, id: string): void {
    const { session } = this.env;
    const key = `${this.launch.key}.sent`;
    const sent = JSON.parse(session.getItem(key) ?? "{}") as Json;
    session.setItem(key, JSON.stringify({ ...sent, [verb]: id }));
  }

  /** Section 11: may be missing or withheld, but is asked for before `initialized`. */
  async #audio(): Promise<unknown> {
    const { lrs, actor } = this.launch;
    const query = { agent: JSON.stringify(actor), profileId: "cmi5LearnerPreferences" };
    const held = await lrs.document("agents/profile", query).catch(() => null);
    return (held?.body as Json | null | undefined)?.["audioPreference"];
  }

  /** Section 8.1: the launch's query. */
  async #launched(): Promise<Launch> {
    const query = new URLSearchParams(this.env.location.search);
    const [endpoint, fetchUrl] = [query.get("endpoint"), query.get("fetch")];
    const [actor, registration] = [query.get("actor"), query.get("registration")];
    const activityId = query.get("activityId");
    if (!endpoint || !fetchUrl || !actor || !registration || !activityId) {
      throw new SessionError("This page was not launched by an LMS.", true);
    }
    const key = `scormpack.cmi5.${digest(`${fetchUrl} ${registration}`)}`;
    const token = await this.#token(fetchUrl, `${key}.token`);
    const lrs = new Lrs(endpoint, `Basic ${token}`, this.env);
    return { lrs, actor: JSON.parse(actor) as Json, registration, activityId, key };
  }

  /** Section 8.2: a POST that works once, whose errors come with HTTP 200. */
  async #token(url: string, key: string): Promise<string> {
    const kept = this.env.session.getItem(key);
    if (kept !== null) return kept;
    const answer = await this.env.fetch(url, { method: "POST" }).catch(() => null);
    const body = (await answer?.json().catch(() => null)) as Json | null | undefined;
    const token = body?.["auth-token"];
    if (typeof token !== "string") {
      const why = body?.["error-text"] ?? "no answer";
      throw new SessionError(`The LMS gave no access: ${String(why)}.`, answer !== null);
    }
    this.env.session.setItem(key, token);
    return token;
  }
}

/** At most four decimals, never to the other side of the mastery score. */
function rounded(score: number, masteryScore: number | undefined): number {
  const short = Math.round(score * 10_000) / 10_000;
  const crosses = masteryScore !== undefined && short >= masteryScore !== score >= masteryScore;
  return crosses ? score : short;
}
