/** xAPI as LMSs launch it with tincan.xml, and the ADL video profile in full. */

import { audienceIn } from "../launchdata.ts";
import type { Found, Objective, SessionError, Standing } from "../session.ts";
import type { SessionVerb } from "../settings.ts";
import { SEVERAL } from "../several.ts";
import type { LearnerEvent } from "../state.ts";
import type { Json } from "./launch.ts";
import { Refusal } from "./lrshttp.ts";
import { duration, scaled } from "./statement.ts";
import { tincanLaunch } from "./tincanlaunch.ts";
import { stopped } from "./videoprofile.ts";
import type { Played } from "./videoprofile.ts";
import { XapiSession } from "./xapisession.ts";
import { lastPlace } from "./xapistatements.ts";

export class TincanSession extends XapiSession {
  #begun = false;
  /** By module, "" where there is only one: the id of the video's `initialized` of this launch. */
  readonly #sessions = new Map<string, string>();

  async open(): Promise<Found> {
    if (this.opened === null) this.begin(tincanLaunch(this.settings, this.env));
    const text = await this.now.state.open();
    this.#initialize();
    await this.drain();
    return this.found(text, await this.lookUp());
  }

  protected found(text: string | null, completed: boolean): Found {
    const audience = audienceIn(this.env.location.search);
    const { learner } = this.launch;
    return { mode: "normal", text, position: null, completed, learner, captions: null, muted: false, mastery: null, audience };
  }

  leave(): void {}

  protected recording(): boolean {
    return true;
  }

  protected baseContext(): Json {
    return {};
  }

  protected sessionId(module: string): string {
    return this.#sessions.get(module) ?? this.#initializeVideo(module);
  }

  override note(event: LearnerEvent, record: Standing): void {
    const { module } = event;
    super.note(event, record);
    if (!SEVERAL || module === undefined) return;
    const told = record.watched ? this.#completeVideo(record, module).catch(() => undefined) : null;
    if (event.kind !== "left") return;
    // The completion belongs to the session that ends here.
    if (told === null) this.#terminateVideo(record, module);
    else void told.then(() => this.#terminateVideo(record, module));
  }

  protected async judge(record: Standing, ending: boolean): Promise<void> {
    const time = duration(record.sessionSeconds);
    if (record.completed && (await this.lacks("completed"))) {
      const result = { completion: true, duration: time, ...scored(record.score), ...this.receipt(record) };
      this.#add("completed", result);
    }
    const { passed } = record;
    if (passed === null || !(await this.mayJudge(passed, record, ending))) return;
    this.#add(passed ? "passed" : "failed", { success: passed, duration: time, ...scored(record.score) });
  }

  /** Nothing of the whole waits for what is said of its parts. */
  protected override async sendDue(record: Standing, ending: boolean): Promise<SessionError | void> {
    const failure = await super.sendDue(record, ending);
    // Where the LRS answers, what it fails to take keeps back nothing that it would.
    if (failure && !(failure instanceof Refusal)) return failure;
    return (await this.sendWith(this.#judgeParts(record))) ?? failure;
  }

  /** Of each module behind a menu: completed, and the verdict once it is final; of the one video. */
  async #judgeParts(record: Standing): Promise<void> {
    if (SEVERAL) await Promise.all(record.objectives.map((each) => this.#judgePart(each)));
    if (record.watched) await this.#completeVideo(record, "");
  }

  protected terminate(record: Standing): void {
    this.depart(record);
  }

  /** A reload makes a new video session, so this one ends with the page. */
  protected override depart(record: Standing): void {
    super.depart(record);
    const at = lastPlace(record);
    this.#terminateVideo(at, at.module);
    this.#add("terminated", { duration: duration(record.sessionSeconds) });
  }

  #initialize(): void {
    // A first try of `open` may have come this far.
    if (this.#begun) return;
    this.#begun = true;
    this.queue.age();
    this.#add("initialized", {});
    this.#initializeVideo("");
  }

  /** Of a module behind a menu, once something is to be told of its video. */
  #initializeVideo(module: string): string {
    const template = this.part(module).video["initialized"];
    if (template === undefined) return "";
    const id = this.say(template, {}, "detail");
    this.#sessions.set(module, id);
    return id;
  }

  #terminateVideo(at: Played, module: string): void {
    if (!this.#sessions.has(module)) return;
    this.addVideo("terminated", module, { extensions: stopped(at.position, at) });
    this.#sessions.delete(module);
  }

  async #judgePart({ id, completed, passed, score }: Objective): Promise<void> {
    const statements = this.settings.parts?.[id]?.statements;
    if (statements === undefined) return;
    const verdict = passed ? "passed" : "failed";
    const due = [completed ? "completed" : null, passed === null || score === null ? null : verdict] as const;
    for (const verb of due) {
      if (verb === null || !(await this.now.registration.lacks(statements[verb]))) continue;
      const said = verb === "completed" ? { completion: true } : { success: passed };
      this.say(statements[verb], { result: { ...said, ...scored(score) } }, "first");
    }
  }

  /** Once, however many events ask for it while the store is being asked. */
  async #completeVideo(record: Standing, module: string): Promise<void> {
    const template = this.part(module).video["completed"];
    if (template === undefined || !(await this.now.registration.lacks(template))) return;
    const extensions = stopped(record.position, record);
    this.addVideo("completed", module, { completion: true, duration: duration(record.totalSeconds), extensions });
  }

  #add(verb: SessionVerb, result: Json): void {
    this.say(this.template(verb), { result }, verb === "terminated" ? "last" : "first");
  }
}

function scored(score: number | null): Json {
  if (score === null) return {};
  return { "score": { scaled: scaled(score) } };
}
