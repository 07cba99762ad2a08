/**
 * What the strict SCORM APIs share. They take nothing that their standard does not: the player's own tests
 * call them, and the LMS of the browser tests has them as an engine.
 */

import type { ScormApi } from "../../src/adapters/scormapi.ts";
import { refusal, unreadable } from "./strictedition.ts";
import type { Codes, Edition, Refusal } from "./strictedition.ts";
import { Lists, lookUp } from "./strictmodel.ts";
import type { Found } from "./strictmodel.ts";

/** What an LMS keeps of one learner between launches. */
export class Kept {
  readonly values = new Map<string, string>();
  /** Every call that a strict LMS answers with an error of ours, as text. */
  readonly faults: string[] = [];
  /** Values as they were set, in order. */
  readonly sets: [string, string][] = [];
  /** Commits that are still to fail. */
  failing = 0;
  mode = "normal";
  credit = "credit";
  /** null: the LMS was given none. */
  launchData: string | null = null;
  finishes = 0;
  /** Sends everything to where it is kept; false where that fails. */
  send: () => boolean = () => this.failing-- <= 0;

  /** What was set or handed out. */
  get(name: string): string | undefined {
    const own = new Map([["mode", this.mode], ["credit", this.credit], ["launch_data", this.launchData]]);
    const [part = ""] = /(mode|credit|launch_data)$/.exec(name) ?? [];
    return this.values.get(name) ?? own.get(part) ?? undefined;
  }
}

/** The API of one launch. */
export function api(edition: Edition, kept: Kept): ScormApi {
  const session = new Session(edition, kept);
  const methods = [
    (arg: unknown) => session.initialize(arg),
    (arg: unknown) => session.terminate(arg),
    (name: unknown) => session.get(name),
    (name: unknown, value: unknown) => session.set(name, value),
    (arg: unknown) => session.commit(arg),
    () => session.error,
    (code: unknown) => (code === "0" ? "No error" : `Error ${code}`),
    (code: unknown) => (code === "" ? session.why : `Error ${code}`),
  ];
  return Object.fromEntries(edition.names.map((name, at) => [name, methods[at]]));
}

class Session {
  readonly #edition: Edition;
  readonly #codes: Codes;
  readonly #kept: Kept;
  readonly #lists: Lists;
  #state: "new" | "running" | "ended" = "new";
  #error = 0;
  why = "";

  constructor(edition: Edition, kept: Kept) {
    this.#edition = edition;
    this.#codes = edition.codes;
    this.#kept = kept;
    this.#lists = new Lists(edition.model, kept.values);
  }

  get error(): string {
    return String(this.#error);
  }

  initialize(arg: unknown): string {
    const { again, argument } = this.#codes;
    this.#error = 0;
    if (this.#state !== "new") return this.#fail(again[this.#state === "running" ? 0 : 1], "Initialize again");
    if (arg !== "") return this.#fail(argument, "Initialize takes an empty text");
    this.#state = "running";
    return "true";
  }

  terminate(arg: unknown): string {
    if (!this.#running(this.#codes.terminate, "Terminate")) return "false";
    if (arg !== "") return this.#fail(this.#codes.argument, "Terminate takes an empty text");
    this.#edition.finish(this.#kept);
    this.#kept.finishes++;
    if (!this.#kept.send()) return this.#notKept(1);
    this.#state = "ended";
    return "true";
  }

  commit(arg: unknown): string {
    if (!this.#running(this.#codes.commit, "Commit")) return "false";
    if (arg !== "") return this.#fail(this.#codes.argument, "Commit takes an empty text");
    return this.#kept.send() ? "true" : this.#notKept(0);
  }

  get(name: unknown): string {
    if (!this.#running(this.#codes.get, `get ${name}`)) return "";
    if (typeof name !== "string" || name === "") return this.#refuse([this.#codes.place[0], `get ${name}`]);
    const refused = unreadable(this.#edition, name);
    if (refused !== null) return this.#refuse([refused[0], `get ${name}: ${refused[1]}`]);
    const found = lookUp(this.#edition.model, name);
    if (!this.#lists.has(name)) return this.#refuse([this.#codes.place[0], `get ${name}: no such index`]);
    return this.#read(name, found);
  }

  set(name: unknown, value: unknown): string {
    if (!this.#running(this.#codes.set, `set ${name}`)) return "false";
    if (typeof name !== "string" || name === "") return this.#fail(this.#codes.place[1], `set ${name}`);
    if (typeof value !== "string") return this.#fail(this.#codes.type, `${name}=${value}: no text`);
    const edition = this.#edition;
    const refused = refusal(edition, name, value) ?? this.#misplaced(name) ?? edition.conflict(this.#kept, name, value);
    if (refused !== null) return this.#fail(refused[0], `${name}=${value}: ${refused[1]}`);
    this.#kept.values.set(name, value);
    this.#kept.sets.push([name, value]);
    return "true";
  }

  #read(name: string, found: Found): string {
    if (found.kind === "children") return found.names.join(",");
    if (found.kind === "count") return String(this.#lists.count(name.replace(/\._count$/, "")));
    const initial = found.kind === "value" ? found.element.initial : undefined;
    const value = this.#edition.judged(this.#kept, name) ?? this.#kept.get(name) ?? initial;
    // No fault of ours: there is no value yet.
    if (value === undefined) this.#error = this.#codes.noValue ?? 0;
    return value ?? "";
  }

  #misplaced(name: string): Refusal | null {
    const place = this.#lists.place(name);
    if (place === "skips") return [this.#codes.place[1], "an index out of order"];
    return place === "needs-id" ? [this.#codes.dependency, "before its id"] : null;
  }

  #running([before, after]: readonly [number, number], what: string): boolean {
    this.#error = 0;
    if (this.#state === "running") return true;
    this.#fail(this.#state === "new" ? before : after, `${what} while ${this.#state}`);
    return false;
  }

  #fail(code: number, what: string): "false" {
    this.#error = code;
    this.why = what;
    this.#kept.faults.push(`${code} ${what}`);
    return "false";
  }

  #refuse([code, what]: Refusal): "" {
    this.#fail(code, what);
    return "";
  }

  /** The LMS's failure, not ours. */
  #notKept(which: 0 | 1): "false" {
    this.#error = this.#codes.notKept[which];
    return "false";
  }
}

/** Interactions have no gaps: the next index is the count. */
export function interactionCount(values: ReadonlyMap<string, string>): number {
  let count = 0;
  while (values.has(`cmi.interactions.${count}.id`)) count++;
  return count;
}
