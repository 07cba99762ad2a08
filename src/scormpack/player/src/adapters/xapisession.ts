/** What cmi5 and plain xAPI share: a state document, a queue of statements, and their making. */

import { digest } from "../checksum.ts";
import { SessionError } from "../session.ts";
import type { Found, Place, Session, Standing, Stored } from "../session.ts";
import type { Settings, StatementTemplate, XapiSettings } from "../settings.ts";
import type { LearnerEvent } from "../state.ts";
import { mergedText } from "../subject.ts";
import type { Subject } from "../subject.ts";
import { idOf, joinedContext } from "./context.ts";
import type { Filling } from "./context.ts";
import { browserLrsEnv, duration, stateQuery } from "./lrs.ts";
import type { Held, Lrs, LrsEnv, Query, Send, Statement } from "./lrs.ts";
import { StatementQueue } from "./queue.ts";
import { SESSION_ID, videoStep } from "./videoprofile.ts";
import type { Extensions, Played } from "./videoprofile.ts";

/** Who learns what, and where it is stored: as the launch said. */
export interface Launch {
  readonly lrs: Lrs;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly registration: string;
  readonly activityId: string;
  /** Names this session, in this window, over a reload. */
  readonly key: string;
}

type Json = Record<string, unknown>;

/** Failed look-ups after which a statement counts as not there. */
const LOOK_UPS = 3;
/** Writes of the state that name the tag of what they replace; the next one does not. */
const TAGGED_TRIES = 3;

export abstract class XapiSession implements Session {
  readonly keeps = "store";
  readonly capacity = 64_000;
  protected readonly settings: Settings;
  protected readonly env: LrsEnv;
  /** The module whose video plays; "" where there is only one. */
  protected playing: string | null = null;
  /** Whether an attempt at the questions was made in this window. */
  protected attempted = false;
  readonly #subject: Subject<unknown>;
  #launch: Launch | null = null;
  #queue: StatementQueue | null = null;
  #held: Held | null = null;
  #there = new Set<string>();
  #lookUpsFailed = 0;
  /** The last statement is on its way: nothing may follow it. */
  #ending = false;
  #closed = false;

  constructor(settings: Settings, subject: Subject<unknown>, env: LrsEnv = browserLrsEnv()) {
    this.settings = settings;
    this.#subject = subject;
    this.env = env;
  }

  abstract open(): Promise<Found>;
  protected abstract recording(): boolean;
  /** What every statement of this launch carries, before its template's own context. */
  protected abstract baseContext(): Json;
  /** The video profile's session id: that of the first statement about the video. */
  protected abstract sessionId(module: string): string;
  /** Queues completed, passed and failed where they are due. */
  protected abstract judge(record: Standing, ending: boolean): Promise<void>;
  /** Queues what ends the session. */
  protected abstract terminate(record: Standing): void;
  abstract leave(): void;

  async store(record: Standing): Promise<Stored> {
    this.mustBeOpen();
    if (!this.recording()) return "unverifiable";
    await this.judge(record, false);
    await this.drain();
    await this.#putState(record);
    return "confirmed";
  }

  note(event: LearnerEvent, record: Standing): void {
    if (this.#closed || this.#ending || !this.recording()) return;
    const part = this.part(event.module);
    if (event.kind === "answered") this.#noteAnswer(event, part);
    else if (event.kind === "acknowledged") this.#add(part.acknowledged[event.aid]);
    else if (event.kind === "attested") this.#add(part.attested);
    else this.#noteVideo(event, record);
    void this.drain().catch(() => undefined);
  }

  hide(record: Standing, leaving: boolean): void {
    if (this.#launch === null || this.#closed || !this.recording()) return;
    if (leaving && !this.#ending) this.depart(record);
    this.#launch.lrs.last([...this.#lastStatements(), ...this.#lastState(record.text)]);
    if (leaving) this.#closed = true;
  }

  async close(record: Standing): Promise<Stored> {
    this.mustBeOpen();
    if (this.recording()) {
      await this.judge(record, true);
      await this.drain();
      await this.#putState(record);
    }
    await this.#end(record);
    return "confirmed";
  }

  /** Where the end cannot be told, the session goes on, and is ended again by the next Exit. */
  async #end(record: Standing): Promise<void> {
    const before = this.queue.waiting;
    this.#ending = true;
    try {
      this.terminate(record);
      await this.drain();
      this.#closed = true;
    } catch (error) {
      this.queue.keepOnly(before);
      this.reopened();
      throw error;
    } finally {
      this.#ending = false;
    }
  }

  /** `terminate` was taken back. */
  protected reopened(): void {}

  /** Queues what belongs to leaving without the Exit button. */
  protected depart(record: Standing): void {
    if (this.playing === null) return;
    const here = lastPlace(record);
    this.#noteVideo({ kind: "paused", at: here.position, module: here.module }, here);
  }

  /** Called by `open`; the queue is what a reload of this session left. */
  protected begin(launch: Launch): void {
    this.#launch = launch;
    this.#queue = new StatementQueue(this.env.session, `${launch.key}.queue`);
    this.#closed = false;
  }

  protected get launch(): Launch {
    if (this.#launch === null) throw new SessionError("The session is not open.");
    return this.#launch;
  }

  protected get queue(): StatementQueue {
    if (this.#queue === null) throw new SessionError("The session is not open.");
    return this.#queue;
  }

  protected get xapi(): XapiSettings {
    if (this.settings.xapi === undefined) throw new SessionError("The package is incomplete.", true);
    return this.settings.xapi;
  }

  /** The templates of a module; those of what was launched where that is the module. */
  protected part(module = ""): XapiSettings {
    return this.settings.parts?.[module] ?? this.xapi;
  }

  protected mustBeOpen(): void {
    if (this.#closed) throw new SessionError("The session has ended.", true);
  }

  protected drain(): Promise<void> {
    return this.queue.drain(this.launch.lrs, (statement) => this.#isThere(statement));
  }

  /** Reads the bookmark. */
  protected async readState(): Promise<string | null> {
    this.#held = await this.launch.lrs.document(STATE, this.stateQuery());
    return bookmarkOf(this.#held);
  }

  protected stateQuery(stateId = this.xapi.stateId): Query {
    const { activityId, actor, registration } = this.launch;
    return stateQuery(activityId, actor, registration, stateId);
  }

  /** Whether this registration holds a statement with the verb, from whichever session. */
  protected async holds(template: StatementTemplate, target: string): Promise<boolean> {
    const verb = idOf(template.verb);
    const name = `${verb} ${target}`;
    if (this.#there.has(name)) return true;
    const { actor, registration, lrs } = this.launch;
    const agent = JSON.stringify(actor);
    const query = { agent, verb, activity: target, registration, limit: "1" };
    try {
      const there = (await lrs.statements(query)).length > 0;
      if (there) this.#there.add(name);
      return there;
    } catch (error) {
      // A statement too many is better than one that is never sent.
      if (++this.#lookUpsFailed < LOOK_UPS) throw error;
      return false;
    }
  }

  /** Remembers that the statement was made: it is in the queue, if not in the store. */
  protected made(template: StatementTemplate, target: string): void {
    this.#there.add(`${idOf(template.verb)} ${target}`);
  }

  /** A statement with its id and time fixed. */
  protected statement(template: StatementTemplate, object: object, filling: Filling): Statement {
    const { actor, registration } = this.launch;
    const context = joinedContext(this.baseContext(), template.context ?? {}, filling);
    const result = { ...template.result, ...filling.result };
    return {
      id: this.env.uuid(),
      timestamp: this.env.now().toISOString(),
      actor,
      verb: template.verb,
      object,
      context: { ...context, registration },
      ...(Object.keys(result).length === 0 ? {} : { result }),
    };
  }

  protected addVideo(verb: string, module: string, result: Json, extensions: Extensions = {}): void {
    const template = this.part(module).video[verb];
    if (template === undefined) return;
    const filling = { result, extensions: { ...extensions, [SESSION_ID]: this.sessionId(module) } };
    this.queue.add(this.statement(template, template.object, filling), false);
  }

  /** As one list, since requests that are sent together may arrive in any order. */
  #lastStatements(): Send[] {
    const body = this.queue.waiting;
    return body.length === 0 ? [] : [{ method: "POST", resource: "statements", query: {}, body }];
  }

  #lastState(text: string): Send[] {
    if (bookmarkOf(this.#held) === text) return [];
    const [query, body, held] = [this.stateQuery(), stateBody(text), this.#held];
    return [{ method: "PUT", resource: STATE, query, body, held }];
  }

  #noteVideo(event: LearnerEvent, at: Played): void {
    const { module = "" } = event;
    if (event.kind === "played") this.playing = module;
    if (event.kind === "paused") this.playing = null;
    const step = videoStep(event, at);
    if (step !== null) this.addVideo(step.verb, module, { extensions: step.result }, step.context);
  }

  #noteAnswer(event: Extract<LearnerEvent, { kind: "answered" }>, part: XapiSettings): void {
    this.attempted = true;
    const response = event.response.join("[,]");
    const result = { response, success: event.correct, duration: duration(event.seconds) };
    this.#add(part.answered[event.question], result);
  }

  #add(template: StatementTemplate | undefined, result: Json = {}): void {
    if (template === undefined) return;
    this.queue.add(this.statement(template, template.object, { result }), false);
  }

  async #putState(record: Standing): Promise<void> {
    const { lrs } = this.launch;
    const query = this.stateQuery();
    let text = record.text;
    if (bookmarkOf(this.#held) === text) return;
    for (let tries = 1; !(await lrs.putDocument(STATE, query, stateBody(text), this.#held)); tries++) {
      // Another window or device wrote first: nothing of either may be lost.
      this.#held = await lrs.document(STATE, query);
      text = mergedText(this.#subject, bookmarkOf(this.#held), record.text);
      // Some proxies change tags (RFC 9110, section 8.8.3.3), so that none ever matches.
      if (tries >= TAGGED_TRIES && this.#held !== null) this.#held = { ...this.#held, etag: null };
    }
    // Read back: proof, and the tag for the next write.
    this.#held = await lrs.document(STATE, query);
    if (bookmarkOf(this.#held) !== text) throw new SessionError("The record store shows other data.");
  }

  async #isThere(statement: Statement): Promise<boolean> {
    const { actor, registration, lrs } = this.launch;
    const [verb, activity] = [idOf(statement["verb"]), idOf(statement["object"])];
    const query = { agent: JSON.stringify(actor), verb, activity, registration, limit: "1" };
    return (await lrs.statements(query)).length > 0;
  }
}

const STATE = "activities/state";

function stateBody(bookmark: string): Json {
  return { bookmark };
}

function bookmarkOf(held: Held | null): string | null {
  const { bookmark } = (held?.body ?? {}) as { readonly bookmark?: unknown };
  return typeof bookmark === "string" ? bookmark : null;
}

/** Where the video stands: of several modules that of the one that was opened last. */
export function lastPlace(record: Standing): Place {
  return record.at ?? { ...record, module: "" };
}

/** A key of this learner in this registration, for the browser's own storage. */
export function learnerKey(actor: Readonly<Record<string, unknown>>, registration: string): string {
  const { name: _, objectType: __, ...identifier } = actor;
  return digest(`${JSON.stringify(identifier)} ${registration}`);
}
