/** xAPI as LMSs launch it with tincan.xml, and the ADL video profile in full. */

import { audienceIn } from "../launchdata.ts";
import { SessionError } from "../session.ts";
import type { Found, Standing } from "../session.ts";
import type { LearnerEvent } from "../state.ts";
import { learnerKey } from "./launch.ts";
import type { Json } from "./launch.ts";
import { duration, idOf } from "./statement.ts";
import { tincanLaunch } from "./tincanlaunch.ts";
import { stopped } from "./videoprofile.ts";
import type { Played } from "./videoprofile.ts";
import { XapiSession } from "./xapisession.ts";
import { lastPlace } from "./xapistatements.ts";

export class TincanSession extends XapiSession {
  #begun = false;
  /** By module, "" where there is only one: the id of the video's `initialized` of this launch. */
  readonly #sessions = new Map<string, string>();
  #judged = false;
  /** The modules whose video is being looked up as completed, or was said to be. */
  readonly #ended = new Map<string, Promise<void>>();

  async open(): Promise<Found> {
    const launch = tincanLaunch(this.settings, this.env);
    this.begin(launch);
    const text = await this.readState();
    this.#initialize();
    await this.drain();
    return {
      mode: "normal",
      text,
      position: null,
      completed: await this.#has("completed").catch(() => false),
      learner: learnerKey(launch.actor, launch.registration),
      captions: null,
      muted: false,
      mastery: null,
      audience: audienceIn(this.env.location.search),
    };
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
    if (module === undefined) return;
    const told = record.watched ? this.#videoCompleted(record, module).catch(() => undefined) : null;
    if (event.kind !== "left") return;
    // The completion belongs to the session that ends here.
    if (told === null) this.#terminateVideo(record, module);
    else void told.then(() => this.#terminateVideo(record, module));
  }

  protected async judge(record: Standing, ending: boolean): Promise<void> {
    const time = duration(record.sessionSeconds);
    if (record.watched) await this.#videoCompleted(record, "");
    await this.#judgeParts(record);
    if (record.completed && !(await this.#has("completed"))) {
      this.#add("completed", { completion: true, duration: time, ...scored(record.score) });
    }
    if (record.passed === null || this.#judged) return;
    if (!record.passed && !record.exhausted && !ending) return;
    if (await this.#has("passed")) return;
    // What an earlier session failed is not failed again by looking in.
    if (!record.passed && !this.attempted && (await this.#has("failed"))) return;
    this.#judged = true;
    const result = { success: record.passed, duration: time, ...scored(record.score) };
    this.#add(record.passed ? "passed" : "failed", result);
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
    this.#add("initialized", {});
    this.#initializeVideo("");
  }

  /** Of a module behind a menu, once something is to be told of its video. */
  #initializeVideo(module: string): string {
    const template = this.part(module).video["initialized"];
    if (template === undefined) return "";
    const statement = this.statement(template, template.object, {});
    this.#sessions.set(module, statement.id);
    this.queue.add(statement, true);
    return statement.id;
  }

  #terminateVideo(at: Played, module: string): void {
    if (!this.#sessions.has(module)) return;
    this.addVideo("terminated", module, { extensions: stopped(at.position, at) });
    this.#sessions.delete(module);
  }

  /** Of each module behind a menu: completed, and the verdict once it is final. */
  async #judgeParts(record: Standing): Promise<void> {
    for (const { id, completed, passed, score } of record.objectives) {
      const templates = this.settings.parts?.[id]?.statements ?? {};
      const verdict = passed === null || score === null ? null : passed;
      const due = [completed ? "completed" : null, verdict === null ? null : verdict ? "passed" : "failed"];
      for (const verb of due) {
        const template = verb === null ? undefined : templates[verb];
        if (template === undefined || (await this.holds(template, idOf(template.object)))) continue;
        this.made(template, idOf(template.object));
        const said = verb === "completed" ? { completion: true } : { success: verb === "passed" };
        this.queue.add(this.statement(template, template.object, { result: { ...said, ...scored(score) } }), true);
      }
    }
  }

  /** Once, however many events ask for it while the store is being asked. */
  #videoCompleted(record: Standing, module: string): Promise<void> {
    const told = this.#ended.get(module) ?? this.#completeVideo(record, module);
    this.#ended.set(module, told);
    told.catch(() => this.#ended.delete(module));
    return told;
  }

  async #completeVideo(record: Standing, module: string): Promise<void> {
    const template = this.part(module).video["completed"];
    if (template === undefined) return;
    const target = idOf(template.object);
    if (await this.holds(template, target)) return;
    this.made(template, target);
    const time = duration(record.totalSeconds);
    const extensions = stopped(record.position, record);
    this.addVideo("completed", module, { completion: true, duration: time, extensions });
  }

  #add(verb: string, result: Json): void {
    const template = this.xapi.statements[verb];
    if (template === undefined) throw new SessionError("The package is incomplete.", true);
    this.queue.add(this.statement(template, template.object, { result }), true);
    if (verb === "completed" || verb === "passed") this.made(template, idOf(template.object));
  }

  async #has(verb: "completed" | "passed" | "failed"): Promise<boolean> {
    const template = this.xapi.statements[verb];
    return template !== undefined && (await this.holds(template, idOf(template.object)));
  }
}

function scored(score: number | null): Json {
  if (score === null) return {};
  return { score: { scaled: Math.round(score * 10_000) / 10_000 } };
}
