/** What a SCORM session does in every edition; the editions say what is written, and how. */

import type { Audience, Content, QuestionData } from "../content.ts";
import { audienceIn } from "../launchdata.ts";
import { ServerProbe } from "../probe.ts";
import says from "../sentences.json" with { type: "json" };
import { SessionError } from "../session.ts";
import type { Found, Objective, Session, Standing, Stored } from "../session.ts";
import type { LearnerEvent } from "../state.ts";
import { Interactions } from "./interactions.ts";
import { Objectives } from "./objectives.ts";
import type { Dialect, ScormEnv } from "./scormenv.ts";
import { Lateness } from "./scormlate.ts";
import { ScormLink } from "./scormlink.ts";
import { numberReading } from "./scormvalues.ts";
import type { Fields, Reading } from "./scormvalues.ts";

/** The id of the interaction that carries the receipt. */
export const RECEIPT = "receipt";

/** An answer on its way to the LMS. */
export interface Answer {
  readonly question: QuestionData;
  readonly event: Extract<LearnerEvent, { kind: "answered" }>;
  readonly at: Date;
}

export abstract class ScormSession implements Session {
  readonly keeps = "api";
  protected abstract readonly dialect: Dialect;
  /** Whether the manifest declares the objectives: the LMS opens modules by them. */
  protected abstract readonly sequenced: boolean;
  /** The element of an objective that tells whether it is done. */
  protected abstract readonly objectiveStatus: string;
  readonly #contents: readonly Content[];
  readonly #env: ScormEnv;
  #link: ScormLink | null = null;
  #recording = false;
  /** Whether the LMS has read a completion back, in the last save that the page could wait for. */
  #held = false;
  /** Whether the receipt is written, or belongs to a completion that the LMS had before. */
  #receipted = false;
  /** Whether there is an API object of which nothing was read yet. */
  #strange = false;
  /** What is known of how the LMS shows what it holds. */
  #lateness = new Lateness(null, "", null);
  #answered = new Set<string>();
  readonly #interactions = new Interactions();
  readonly #objectives = new Objectives();
  readonly #server: ServerProbe;

  /** `contents`: the module that the session is for, or all modules of a series. */
  constructor(contents: readonly Content[], env: ScormEnv) {
    this.#contents = contents;
    this.#env = env;
    this.#server = new ServerProbe(env.ask ?? (() => Promise.resolve("unknown")));
  }

  async open(): Promise<Found> {
    // A session in which reading failed is open already.
    const link = (this.#link ??= await ScormLink.open(this.dialect, this.#env));
    link.renewed();
    link.meet();
    const found = this.read(link);
    this.#recording = found.mode === "normal";
    // Nobody's is kept where the LMS names nobody: it would be the next learner's.
    const store = found.learner === "" ? null : (this.#env.store ?? null);
    this.#lateness = new Lateness(store, `${this.#env.name} ${found.learner}`, found.text);
    this.#receipted = found.completed;
    this.suspend(link);
    if (!this.#recording) this.look(link);
    if (this.#contents.length < 2) return found;
    return { ...found, objectives: this.#objectives.done(link, this.objectiveStatus) };
  }

  async store(record: Standing): Promise<Stored> {
    const stored = this.#save(record, true);
    await this.#served();
    return stored;
  }

  note(event: LearnerEvent): void {
    if (event.kind !== "answered") return;
    const { module, question: name, attempt } = event;
    const content = this.#contents.find((each) => module === undefined || each.module.id === module);
    const question = content?.questions?.items.find((item) => item.id === name);
    const id = this.identifier(module === undefined ? name : `${module}_${name}`);
    const key = `${attempt} ${id}`;
    if (question === undefined || this.#answered.has(key)) return;
    this.#answered.add(key);
    this.#interactions.add({ id, fields: this.answer({ question, event, at: this.#env.now() }) });
  }

  hide(record: Standing, leaving: boolean): void {
    // While a page goes browsers refuse a commit that is sent at once; the end may still arrive.
    const held = this.#held;
    try {
      // With the API at hand: a frame that is being removed may find none.
      this.#save(record, false);
    } catch {
      // The journal has it.
    }
    if (leaving) this.#terminate(held);
  }

  async close(record: Standing): Promise<Stored> {
    await this.#served();
    const stored = this.#recording ? this.#save(record, true) : "unverifiable";
    this.#terminate(this.#held);
    return this.#link?.ended === true ? stored : "unverifiable";
  }

  leave(): void {}

  /** Asked for only where it matters: an LMS without launch data answers with an error. */
  protected askedAudience(link: ScormLink): Audience | null {
    if (this.#contents.every(({ module }) => module.audience !== "all")) return null;
    return audienceIn(link.get("cmi.launch_data"));
  }

  protected abstract read(link: ScormLink): Found;
  /** Whatever has to be said so that nothing is recorded of a session that only looks. */
  protected look(_link: ScormLink): void {}
  /** Sets exit, so that a crash leaves data to resume from. */
  protected abstract suspend(link: ScormLink): void;
  /** Everything but lists, in the order in which LMSs judge it. */
  protected abstract write(link: ScormLink, record: Standing): void;
  /** The id as one that the standard allows. */
  protected abstract identifier(id: string): string;
  /** What is to be written of an objective, nothing lower than what `kept` gives by name. */
  protected abstract objective(objective: Objective, kept: (name: string) => string): Fields;
  protected abstract answer(answer: Answer): Fields;
  protected abstract receipt(text: string, at: Date): Fields;
  /** The first is the bookmark's. */
  protected abstract readBack(link: ScormLink, record: Standing): readonly Reading[];
  /** Of the score that was written, where there is one and the LMS has a place for it. */
  protected readScore(link: ScormLink, element: string, written: number, within: number): readonly Reading[] {
    if (!Number.isFinite(written) || link.lacks(element)) return [];
    return [numberReading(link.get(element), written, within)];
  }
  /** Whether the LMS shows that it has the receipt. */
  protected hasReceipt(_link: ScormLink): boolean {
    return false;
  }
  /** Last words before a session ends whose completion the LMS holds. */
  protected depart(_link: ScormLink): void {}

  #save(record: Standing, lookedUp: boolean): Stored {
    const link = this.#link;
    if (link === null || link.ended) throw new SessionError(says.sessionEnded, true);
    if (!this.#recording) return "unverifiable";
    try {
      this.#strange ||= lookedUp && link.renewed();
      this.#meet(link);
      this.write(link, record);
      const sequenced = this.#writeObjectives(link, record) || !this.sequenced;
      link.commit();
      // What an LMS may lack comes after what it must hold.
      this.#addReceipt(link, record);
      this.#interactions.write(link);
      const readings = this.readBack(link, record);
      const same = (): boolean => link.unchanged(this.dialect.shown);
      if (!this.#lateness.excuses(readings[0], record.text, same) && readings.includes("contradicted")) {
        throw new SessionError(says.lmsShowsOther);
      }
      const confirmed = sequenced && readings.every((reading) => reading === "confirmed");
      this.#held = confirmed && record.completed;
      return confirmed ? "confirmed" : "unverifiable";
    } catch (error) {
      this.#doubt();
      throw error;
    }
  }

  /** Another API object may hold more than the one before it did, which nothing is to lower. */
  #meet(link: ScormLink): void {
    link.meet();
    if (!this.#strange) return;
    this.read(link);
    this.#objectives.forget();
    this.#interactions.again();
    this.#strange = false;
  }

  /** Rejects with SessionError where the API answers without its server; what it took is then sent again. */
  async #served(): Promise<void> {
    if (!this.#recording) return;
    try {
      await this.#server.check();
    } catch (error) {
      this.#doubt();
      throw error;
    }
  }

  /** The LMS may not hold what it was given. */
  #doubt(): void {
    this.#held = false;
    this.#link?.forget();
    this.#objectives.forget();
  }

  #addReceipt(link: ScormLink, { completed, receipt }: Standing): void {
    if (this.#receipted || !completed || receipt === null) return;
    this.#receipted = true;
    if (this.hasReceipt(link)) return;
    this.#interactions.add({ id: RECEIPT, fields: this.receipt(receipt, this.#env.now()) });
  }

  #writeObjectives(link: ScormLink, record: Standing): boolean {
    const refused = record.objectives.filter(
      (each) => !this.#objectives.write(link, this.identifier(each.id), (kept) => this.objective(each, kept)),
    );
    return refused.length === 0;
  }

  #terminate(held: boolean): void {
    const link = this.#link;
    if (link === null || link.ended) return;
    if (held) this.depart(link);
    link.terminate();
  }
}
