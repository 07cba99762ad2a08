/** A lenient SCORM LMS of either edition, in which anything can be made to go wrong. */

import { Scorm12Session } from "../../src/adapters/scorm12.ts";
import { Scorm2004Session } from "../../src/adapters/scorm2004.ts";
import type { ScormEnv } from "../../src/adapters/scormenv.ts";
import type { Content } from "../../src/content.ts";
import type { Session } from "../../src/session.ts";
import { content } from "../sample.ts";

export interface Edition {
  readonly name: string;
  readonly api: string;
  readonly prefix: string;
  readonly status: string;
  readonly raw: string;
  readonly id: string;
  readonly mode: string;
  readonly credit: string;
  readonly exit: string;
  session(env: ScormEnv, module?: Content): Session;
}

export const SCORM12: Edition = {
  name: "scorm12", api: "API", prefix: "LMS", status: "cmi.core.lesson_status", raw: "cmi.core.score.raw",
  id: "cmi.core.student_id", mode: "cmi.core.lesson_mode", credit: "cmi.core.credit", exit: "cmi.core.exit",
  session: (env, module = content) => new Scorm12Session([module], env),
};
export const SCORM2004: Edition = {
  name: "scorm2004", api: "API_1484_11", prefix: "", status: "cmi.completion_status", raw: "cmi.score.raw",
  id: "cmi.learner_id", mode: "cmi.mode", credit: "cmi.credit", exit: "cmi.exit",
  session: (env, module = content) => new Scorm2004Session([module], {}, env),
};
export const EDITIONS = [SCORM12, SCORM2004] as const;

/** Keeps what it is given, and of it what was committed. */
export class Lms {
  readonly values: Map<string, string>;
  readonly committed = new Map<string, string>();
  /** What was called, without the questions: "set cmi.exit=suspend", "commit", "finish". */
  readonly calls: string[] = [];
  error = 0;
  refuses: (element: string) => number = () => 0;
  initializes: () => unknown = () => "true";
  saves: () => unknown = () => "true";
  finishes: () => unknown = () => "true";
  shows: (element: string, value: string) => unknown = (_, value) => value;
  /** How a plain yes is said. */
  yes: unknown = "true";

  constructor(given: Readonly<Record<string, string>> = {}) {
    this.values = new Map(Object.entries(given));
  }

  api({ prefix }: Edition): Record<string, unknown> {
    const [finish, initialize] = prefix === "" ? ["Terminate", "Initialize"] : ["LMSFinish", "LMSInitialize"];
    return {
      [initialize]: () => this.initializes(),
      [finish]: () => (this.calls.push("finish"), this.finishes()),
      [`${prefix}GetValue`]: (name: string) => this.shows(name, this.#value(name)),
      [`${prefix}SetValue`]: (name: string, value: string) => {
        this.calls.push(`set ${name}=${value}`);
        this.error = this.refuses(name);
        if (this.error !== 0) return "false";
        this.values.set(name, value);
        return this.yes;
      },
      [`${prefix}Commit`]: () => {
        this.calls.push("commit");
        const answer = this.saves();
        if (answer === "true") for (const [name, value] of this.values) this.committed.set(name, value);
        return answer;
      },
      [`${prefix}GetLastError`]: () => String(this.error),
    };
  }

  #value(name: string): string {
    const list = /^(.*)\._count$/.exec(name)?.[1];
    if (list === undefined) return this.values.get(name) ?? "";
    let count = 0;
    while (this.values.has(`${list}.${count}.id`)) count++;
    return String(count);
  }
}

/** A page in a frame of the LMS's. */
export function framed(edition: Edition, lms: Lms, now = new Date(0)): ScormEnv {
  const frame = { [edition.api]: lms.api(edition), parent: null, opener: null };
  return { frame, wait: () => Promise.resolve(), now: () => now };
}
