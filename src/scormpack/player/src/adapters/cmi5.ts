/** cmi5 1.0: one launch, one session; sections as in the specification. */

import { attempt, parsed } from "../attempt.ts";
import { audienceIn } from "../launchdata.ts";
import { EndedError } from "../session.ts";
import type { Found, Standing } from "../session.ts";
import type { SessionVerb } from "../settings.ts";
import { audioPreference, cmi5Launch, cmi5Query } from "./cmi5launch.ts";
import type { Cmi5Launch, LaunchData } from "./cmi5launch.ts";
import { asObject } from "./launch.ts";
import type { Json, Launch } from "./launch.ts";
import { duration, scaled } from "./statement.ts";
import { XapiSession } from "./xapisession.ts";
import { ONCE } from "./xapistatements.ts";

const MASTERY_SCORE = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
/** A judgement is needed to move on, so a module without questions must pass when complete. */
const NEEDS_PASS = ["Passed", "CompletedAndPassed"];
/** Whatever else an LMS writes is Normal: what is recorded is then never less than it wants. */
const MODES: Readonly<Record<string, Found["mode"]>> = { browse: "browse", review: "review" };

export class Cmi5Session extends XapiSession {
  protected override readonly judgesAgain = false;
  #data: LaunchData = {};
  #mode: Found["mode"] = "normal";
  #muted = false;
  /** Whether the learner's preferences were asked for, and nobody answered. */
  #asked = false;
  /** null where the LMS has none: some write null, or what no score can meet. */
  #masteryScore: number | null = null;
  /** The ids of this session's own statements, by verb. */
  #sent: Json = {};
  /** Seconds of this session before its last reload. */
  #earlier = 0;

  async open(): Promise<Found> {
    if (this.opened === null) this.#launched(await cmi5Launch(this.env));
    const { state } = this.now;
    const text = await state.open();
    const preference = await audioPreference(this.launch).catch((error: unknown) => {
      // Where everything else answers, what is to be recorded does not wait for it for ever.
      if (this.#asked && state.heard) return null;
      this.#asked = state.heard;
      throw error;
    });
    this.#muted = preference === "off";
    await this.#initialize();
    return this.found(text, await this.lookUp());
  }

  /** Before the LMS has said what it asks for, only what meets any mastery score counts as complete. */
  override get launched(): Found | null {
    const asked = this.opened === null ? cmi5Query(this.env) : null;
    return asked === null ? super.launched : { ...this.found(null, false, asked), mastery: 1 };
  }

  protected found(text: string | null, completed: boolean, { learner } = this.launch as Pick<Launch, "learner">): Found {
    return {
      mode: this.#mode,
      text,
      position: null,
      completed,
      learner,
      captions: this.#muted ? true : null,
      muted: this.#muted,
      mastery: this.#masteryScore,
      audience: audienceIn(this.#data.launchParameters),
    };
  }

  #launched({ launch, data }: Cmi5Launch): void {
    this.begin(launch);
    this.#data = data;
    this.#mode = MODES[String(data.launchMode).toLowerCase()] ?? "normal";
    const mastery = Number.parseFloat(String(data.masteryScore));
    this.#masteryScore = mastery >= 0 && mastery <= 1 ? mastery : null;
  }

  leave(): void {
    const { returnURL } = this.#data;
    if (typeof returnURL !== "string" || !/^https?:/i.test(returnURL)) return;
    // Where it is no URL after all the page stays, and says what to do.
    attempt(() => this.env.location.assign(returnURL));
  }

  protected recording(): boolean {
    return this.#mode === "normal";
  }

  protected baseContext(): Json {
    return asObject(this.#data.contextTemplate) ?? {};
  }

  /** All videos of a launch have its session. */
  protected sessionId(): string {
    return String(this.#sent["initialized"]);
  }

  protected async judge(record: Standing, ending: boolean): Promise<void> {
    if (record.completed && (await this.lacks("completed"))) {
      const result = { completion: true, duration: duration(record.totalSeconds), ...this.receipt(record) };
      this.#add("completed", result);
    }
    const passed = this.#verdict(record);
    if (passed !== null && (await this.mayJudge(passed, record, ending))) this.#addVerdict(record, passed);
  }

  protected terminate(record: Standing): void {
    if (this.recording()) this.depart(record);
    this.#add("terminated", { duration: duration(this.#seconds(record)) });
  }

  protected override reopened(): void {
    this.#remember("terminated");
  }

  override hide(record: Standing, leaving: boolean): void {
    super.hide(record, leaving);
    if (leaving && this.opened !== null) this.env.session.setItem(`${this.launch.key}.seconds`, String(this.#seconds(record)));
  }

  /** 9.5.4.1: since `initialized`, over a reload. */
  #seconds(record: Standing): number {
    return this.#earlier + record.sessionSeconds;
  }

  /** The keeper judges by the mastery score; where no questions count, completion does. */
  #verdict(record: Standing): boolean | null {
    const implied = record.completed && NEEDS_PASS.includes(String(this.#data.moveOn)) ? true : null;
    return record.passed ?? implied;
  }

  #addVerdict(record: Standing, passed: boolean): void {
    const mastery = this.#masteryScore;
    // Where questions count, full marks would be made up for a score that is not known.
    const scored = record.scored || mastery === null ? record.score : 1;
    // 9.3.5: of several modules one may be failed by a score that is not below the mean of theirs.
    const contradicts = !passed && mastery !== null && scored !== null && scored >= mastery;
    const score = scored === null || contradicts ? {} : { "score": { scaled: rounded(scored, mastery, passed) } };
    const result = { success: passed, duration: duration(this.#seconds(record)), ...score };
    const extensions = mastery === null ? {} : { [MASTERY_SCORE]: mastery };
    this.#add(passed ? "passed" : "failed", result, extensions);
  }

  #add(verb: SessionVerb, result: Json, extensions: Json = {}): void {
    this.#remember(verb, this.say(this.template(verb), { result, extensions }, verb === "terminated" ? "last" : "first"));
  }

  /** 9.3.2: first and once; a reload finds it sent. */
  async #initialize(): Promise<void> {
    const { session } = this.env;
    const { key } = this.launch;
    this.#sent = asObject(parsed(session.getItem(`${key}.sent`))) ?? {};
    const sent = (verb: SessionVerb): boolean => this.#sent[verb] !== undefined;
    if (sent("terminated")) {
      // A reload may have come between making it and sending it.
      await this.drain().catch(() => undefined);
      throw new EndedError();
    }
    this.judged = sent("passed") || (sent("failed") ? false : null);
    for (const verb of ONCE) if (sent(verb)) this.now.registration.made(this.template(verb));
    if (!sent("initialized")) this.#add("initialized", {});
    this.#earlier = Number(session.getItem(`${key}.seconds`)) || 0;
    await this.drain();
  }

  /** For a reload: the id of the statement that was made, or that none was. */
  #remember(verb: SessionVerb, id?: string): void {
    this.#sent = { ...this.#sent, [verb]: id };
    this.env.session.setItem(`${this.launch.key}.sent`, JSON.stringify(this.#sent));
  }
}

/** At most four decimals, never to the other side of the mastery score. */
function rounded(score: number, mastery: number | null, passed: boolean): number {
  const short = scaled(score);
  if (mastery === null || passed === short >= mastery) return short;
  return passed ? mastery : score;
}
