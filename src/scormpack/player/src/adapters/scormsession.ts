/** What a SCORM session does in every edition; the editions say what is written, and how. */

import type { Audience, Content, QuestionData } from "../content.ts";
import { audienceIn } from "../launchdata.ts";
import { SessionError } from "../session.ts";
import type { Found, Objective, Session, Standing, Stored } from "../session.ts";
import type { LearnerEvent } from "../state.ts";
import { Objectives } from "./objectives.ts";
import { ScormLink } from "./scormlink.ts";
import type { Dialect, ScormEnv } from "./scormlink.ts";

/** SCORM 2004 4th edition RTE 4.2.9 asks LMSs for 250; 1.2 names no number. */
const MOST_INTERACTIONS = 250;

/** An answer on its way to the LMS. */
export interface Interaction {
  /** As the standard takes it. */
  readonly id: string;
  readonly question: QuestionData;
  readonly event: Extract<LearnerEvent, { kind: "answered" }>;
  readonly at: Date;
}

/** Names under `cmi.objectives.n.`, with their values. */
export type Fields = readonly (readonly [string, string])[];

/** Reading back: `contradicted` where the LMS shows something else than was written. */
export type Reading = "confirmed" | "unverifiable" | "contradicted";

export abstract class ScormSession implements Session {
  readonly keeps = "api";
  abstract readonly capacity: number;
  protected abstract readonly dialect: Dialect;
  readonly #contents: readonly Content[];
  readonly #env: ScormEnv;
  #link: ScormLink | null = null;
  #recording = false;
  #terminated = false;
  #queue: Interaction[] = [];
  /** Whether the LMS takes interactions: where it does not count them, it is not asked again. */
  #countable = true;
  #recorded = new Set<string>();
  readonly #objectives = new Objectives();

  /** `contents`: the module that the session is for, or all modules of a series. */
  constructor(contents: readonly Content[], env: ScormEnv = browserScormEnv()) {
    this.#contents = contents;
    this.#env = env;
  }

  async open(): Promise<Found> {
    const link = await ScormLink.open(this.dialect, this.#env);
    this.#link = link;
    this.#terminated = false;
    const found = this.read(link);
    this.#recording = found.mode === "normal";
    this.suspend(link);
    return found;
  }

  async store(record: Standing): Promise<Stored> {
    return this.#save(record);
  }

  note(event: LearnerEvent): void {
    if (event.kind !== "answered") return;
    const { module, question: name, attempt } = event;
    const content = this.#contents.find((each) => module === undefined || each.module.id === module);
    const question = content?.questions?.items.find((item) => item.id === name);
    const id = this.identifier(module === undefined ? name : `${module}_${name}`);
    const key = `${attempt} ${id}`;
    if (question === undefined || this.#recorded.has(key)) return;
    this.#recorded.add(key);
    this.#queue.push({ id, question, event, at: this.#env.now() });
  }

  hide(record: Standing, leaving: boolean): void {
    try {
      this.#save(record);
    } catch {
      // The journal has it.
    }
    if (leaving) this.#terminate();
  }

  async close(record: Standing): Promise<Stored> {
    const stored = this.#recording ? this.#save(record) : "unverifiable";
    this.#terminate();
    return stored;
  }

  leave(): void {}

  /** Asked for only where it matters: an LMS without launch data answers with an error. */
  protected askedAudience(link: ScormLink): Audience | null {
    if (this.#contents.every(({ module }) => module.audience !== "all")) return null;
    return audienceIn(link.get("cmi.launch_data"));
  }

  protected abstract read(link: ScormLink): Found;
  /** Sets exit, so that a crash leaves data to resume from. */
  protected abstract suspend(link: ScormLink): void;
  /** Everything but interactions, in the order in which LMSs judge it. */
  protected abstract write(link: ScormLink, record: Standing): void;
  /** The id as one that the standard allows. */
  protected abstract identifier(id: string): string;
  /** What is to be written of an objective, nothing lower than what `kept` gives by name. */
  protected abstract objective(objective: Objective, kept: (name: string) => string): Fields;
  protected abstract writeInteraction(link: ScormLink, index: number, taken: Interaction): boolean;
  protected abstract readBack(link: ScormLink, record: Standing): readonly Reading[];

  #save(record: Standing): Stored {
    const link = this.#link;
    if (link === null || this.#terminated) throw new SessionError("The session has ended.", true);
    if (!this.#recording) return "unverifiable";
    try {
      this.#writeInteractions(link);
      this.write(link, record);
      this.#writeObjectives(link, record);
      link.commit();
      const readings = this.readBack(link, record);
      if (readings.includes("contradicted")) {
        throw new SessionError("The LMS shows something else than was sent to it.");
      }
      return readings.every((reading) => reading === "confirmed") ? "confirmed" : "unverifiable";
    } catch (error) {
      link.renew();
      this.#objectives.forget();
      throw error;
    }
  }

  #writeInteractions(link: ScormLink): void {
    for (const taken of this.#queue.splice(0)) {
      if (!this.#countable) return;
      const count = Number.parseInt(link.get("cmi.interactions._count"), 10);
      this.#countable = count >= 0 && count < MOST_INTERACTIONS;
      if (this.#countable) this.writeInteraction(link, count, taken);
    }
  }

  /** After what the module itself needs: an LMS may keep no objectives. */
  #writeObjectives(link: ScormLink, record: Standing): void {
    for (const objective of record.objectives) {
      const place = this.#objectives.place(link, this.identifier(objective.id));
      if (place === null) return;
      const kept = (name: string): string => this.#objectives.kept(link, `${place}.${name}`);
      for (const [name, value] of this.objective(objective, kept)) link.tryToSet(`${place}.${name}`, value);
    }
  }

  #terminate(): void {
    if (this.#link === null || this.#terminated) return;
    this.#terminated = this.#link.terminate();
  }
}

/** The reading of one element: "" cannot be verified. */
export function reading(value: string, matches: (value: string) => boolean): Reading {
  if (value === "") return "unverifiable";
  return matches(value) ? "confirmed" : "contradicted";
}

/** The reading of the bookmark. One that was cut short (RUNTIME F32) still says what matters. */
export function textReading(value: string, text: string): Reading {
  return text !== value && text.startsWith(value) ? "unverifiable" : reading(value, (shown) => shown === text);
}

/** `ours`, or what is kept already where that is more. */
export function atLeast(kept: string, ours: number): number {
  return Math.max(Number.parseFloat(kept) || 0, ours);
}

/** A share from 0 to 1 as a percentage with at most two decimals. */
export function percent(share: number): string {
  return String(Math.round(share * 10_000) / 100);
}

/** Whole hours, minutes, and seconds with two decimals; hours up to 9,999. */
export function hms(seconds: number): readonly [number, number, string] {
  const most = 9999 * 3600 + 59 * 60 + 59.99;
  const hundredths = Math.round(Math.min(Math.max(0, seconds || 0), most) * 100);
  const minutes = Math.floor(hundredths / 6000);
  return [Math.floor(minutes / 60), minutes % 60, ((hundredths % 6000) / 100).toFixed(2)];
}

function browserScormEnv(): ScormEnv {
  return {
    frame: window,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    now: () => new Date(),
  };
}
