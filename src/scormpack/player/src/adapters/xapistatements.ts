/** What a session says: statements from the build's templates, with what the launch gave, queued. */

import says from "../sentences.json" with { type: "json" };
import { SessionError } from "../session.ts";
import type { Place, Standing } from "../session.ts";
import type { SessionVerb, Settings, StatementTemplate, XapiSettings } from "../settings.ts";
import { SEVERAL } from "../several.ts";
import type { LearnerEvent } from "../state.ts";
import type { Subject } from "../subject.ts";
import { joinedContext, unlessEmpty } from "./context.ts";
import type { Filling } from "./context.ts";
import type { Json, Launch } from "./launch.ts";
import type { LrsEnv } from "./lrsenv.ts";
import { Parting } from "./parting.ts";
import { StatementQueue } from "./queue.ts";
import type { Rank } from "./queue.ts";
import { Registration } from "./registration.ts";
import { StateDocument } from "./statedocument.ts";
import { duration } from "./statement.ts";
import { SESSION_ID, videoStep } from "./videoprofile.ts";
import type { Extensions, Played } from "./videoprofile.ts";

/** What is said once a registration. */
export const ONCE = ["completed", "passed"] as const;

/** What a session has once it knows its launch. */
interface Opened {
  readonly launch: Launch;
  /** With what a reload of this session left in it. */
  readonly queue: StatementQueue;
  readonly state: StateDocument;
  readonly registration: Registration;
  readonly parting: Parting;
}

export abstract class XapiStatements {
  protected readonly settings: Settings;
  protected readonly xapi: XapiSettings;
  protected readonly env: LrsEnv;
  /** The module whose video plays; "" where there is only one. */
  protected playing: string | null = null;
  /** Whether an attempt at the questions was made in this window. */
  protected attempted = false;
  protected opened: Opened | null = null;
  readonly #subject: Subject<unknown>;

  constructor(settings: Settings, subject: Subject<unknown>, env: LrsEnv) {
    if (settings.xapi === undefined) throw new Error("The package is incomplete.");
    this.xapi = settings.xapi;
    this.settings = settings;
    this.#subject = subject;
    this.env = env;
  }

  /** What every statement of this launch carries, before its template's own context. */
  protected abstract baseContext(): Json;
  /** The video profile's session id: that of the first statement about the video. */
  protected abstract sessionId(module: string): string;

  /** Called by the first `open`. */
  protected begin(launch: Launch): void {
    this.opened = {
      launch,
      queue: new StatementQueue(this.env.session, `${launch.key}.queue`),
      state: new StateDocument(launch, this.xapi.stateId, this.#subject),
      registration: new Registration(launch),
      parting: new Parting(launch.lrs),
    };
  }

  protected get now(): Opened {
    if (this.opened === null) throw new SessionError(says.sessionNotOpen);
    return this.opened;
  }

  protected get launch(): Launch {
    return this.now.launch;
  }

  protected get queue(): StatementQueue {
    return this.now.queue;
  }

  /** The templates of a module; those of what was launched where that is the module. */
  protected part(module = ""): XapiSettings {
    return (SEVERAL && this.settings.parts?.[module]) || this.xapi;
  }

  /** The template of a verb of the session itself, about what the launch names (cmi5 9.4), not the publisher. */
  protected template(verb: SessionVerb): StatementTemplate {
    const template = this.xapi.statements[verb];
    return { ...template, object: { ...template.object, id: this.launch.activityId } };
  }

  /** Whether this registration holds a statement with the verb, from whichever session. */
  protected holds(verb: SessionVerb): Promise<boolean> {
    return this.now.registration.holds(this.template(verb));
  }

  /** True for the first to ask, where it does not: who gets it makes the statement. */
  protected lacks(verb: SessionVerb): Promise<boolean> {
    return this.now.registration.lacks(this.template(verb));
  }

  /** Asks what is there already, so that nothing stands before what is due; whether it is completed. */
  protected async lookUp(): Promise<boolean> {
    const asked = ONCE.map((verb) => this.holds(verb).catch(() => false));
    return (await Promise.all(asked))[0] === true;
  }

  /** Queues a statement, with its id, which it gives, and its time fixed. */
  protected say(template: StatementTemplate, filling: Filling, rank: Rank): string {
    const { actor, registration } = this.launch;
    const id = this.env.uuid();
    const context = joinedContext(this.baseContext(), template.context ?? {}, filling);
    const statement = {
      id,
      timestamp: this.env.now().toISOString(),
      actor,
      verb: template.verb,
      object: template.object,
      context: { ...context, registration },
      result: unlessEmpty({ ...template.result, ...filling.result }),
    };
    this.queue.add(statement, rank);
    return id;
  }

  /** What the result of `completed` says beside the completion. */
  protected receipt({ receipt }: Standing): Json {
    return receipt === null ? {} : { extensions: { [this.xapi["receipt"]]: receipt } };
  }

  protected addVideo(verb: string, module: string, result: Json, extensions: Extensions = {}): void {
    const template = this.part(module).video[verb];
    if (template === undefined) return;
    const filling = { result, extensions: { ...extensions, [SESSION_ID]: this.sessionId(module) } };
    this.say(template, filling, "detail");
  }

  /** Queues what an event of the learner says. */
  protected tell(event: LearnerEvent, record: Standing): void {
    const part = this.part(event.module);
    if (event.kind === "answered") this.#tellAnswer(event, part);
    else if (event.kind === "acknowledged") this.#addDetail(part["acknowledged"][event.aid]);
    else if (event.kind === "attested") this.#addDetail(part["attested"]);
    else if (!SEVERAL || event.kind !== "left") this.#tellVideo(event, record);
    // A frame that reloads by itself says nothing of its video.
    else if (event.module === this.playing) this.tellPaused({ ...record, module: event.module ?? "" });
  }

  /** Says that the video stops, where it plays. */
  protected tellPaused(at: Place): void {
    if (this.playing !== null) this.#tellVideo({ kind: "paused", at: at.position, module: at.module }, at);
  }

  #tellVideo(event: LearnerEvent, at: Played): void {
    const { module = "" } = event;
    if (event.kind === "played") this.playing = module;
    if (event.kind === "paused") this.playing = null;
    const step = videoStep(event, at);
    if (step !== null) this.addVideo(step.verb, module, { extensions: step.result }, step.context);
  }

  #tellAnswer(event: Extract<LearnerEvent, { kind: "answered" }>, part: XapiSettings): void {
    this.attempted = true;
    const response = event.response.join("[,]");
    const result = { response, success: event.correct, duration: duration(event.seconds) };
    this.#addDetail(part.answered[event.question], result);
  }

  #addDetail(template: StatementTemplate | undefined, result: Json = {}): void {
    if (template !== undefined) this.say(template, { result }, "detail");
  }
}

/** Where the video stands: of several modules that of the one that was opened last. */
export function lastPlace(record: Standing): Place {
  return (SEVERAL && record.at) || { ...record, module: "" };
}
