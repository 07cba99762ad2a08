// What is held against content. Answers that fault rules made are not: the gate goes by what content was told.

import { EDITIONS } from "./scorm_engines.js";
import { refusal, unreadable } from "../../src/scormpack/player/test/fakes/strictedition.ts";

const TAKES = { Initialize: 1, Terminate: 1, GetValue: 1, SetValue: 2, Commit: 1 };
const LIST = /^cmi\.(interactions|objectives|comments_from_learner)\./;

export class Gate {
  #is12;
  #document;
  #report;
  /** By the document of the content: a reload begins anew. */
  #states = new WeakMap();
  #last = {};
  /** Lists in which a rule answered: what then goes wrong there is the rule's. */
  #disturbed = new Set();

  constructor(edition, contentDocument, report) {
    this.#is12 = edition === "1.2";
    this.#document = contentDocument;
    this.#report = report;
  }

  /** What is wrong with a call whatever the engine says; null if nothing. */
  before(method, args) {
    if (args.length !== TAKES[method] || args.some((each) => typeof each !== "string")) {
      return `takes ${TAKES[method]} strings`;
    }
    if (TAKES[method] === 1 && method !== "GetValue" && args[0] !== "") return 'takes ""';
    const state = this.#state();
    const fits = method === "Initialize" ? ["new", "refused"] : ["open"];
    if (state !== "unclear" && !fits.includes(state)) return `called while the session is ${state}`;
    return this.#refused(method, args);
  }

  /** Of names and values, whatever the engine: scorm-again takes more than the standards have. */
  #refused(method, [name, value]) {
    const edition = EDITIONS[this.#is12 ? "1.2" : "2004"];
    const judge = { GetValue: unreadable, SetValue: refusal }[method];
    const refused = judge?.(edition, name, value) ?? null;
    return refused && `error ${refused[0]}, ${refused[1]}`;
  }

  /** `call`: what content was told; `passed`: what the engine said. */
  after({ method, args, ruled, answer, code }, fault, passed) {
    const list = LIST.exec(String(args[0]))?.[0];
    if (ruled && list !== undefined) this.#disturbed.add(list);
    const excused = passed.code === "0" || this.#excused(method, passed.code) || this.#disturbed.has(list);
    const found = fault ?? (excused ? null : `error ${passed.code}`);
    if (found !== null) this.#report(`${method}(${args.map((each) => JSON.stringify(each)).join(", ")}): ${found}`);
    if (fault !== null) return;
    if (method === "Initialize") this.#enter(this.#begun(truth(answer), code));
    if (method === "Terminate") this.#enter({ true: "ended", false: "open", null: "unclear" }[truth(answer)]);
  }

  #key() {
    this.#last = this.#document() ?? this.#last;
    return this.#last;
  }

  #state() {
    return this.#states.get(this.#key()) ?? "new";
  }

  #enter(state) {
    this.#states.set(this.#key(), state);
  }

  /** 1.2 has one code, 101, for "already running", "over" and any other failure. */
  #begun(answer, code) {
    if (answer !== false) return answer ? "open" : "unclear";
    if (code === "104") return "refused";
    return code === "103" || (this.#is12 && code === "101") ? "unclear" : "new";
  }

  #excused(method, code) {
    // The order of calls is judged by what content was told, in `before`.
    const order = this.#is12 ? ["301"] : ["103", "104", "112", "113", "122", "123", "132", "133", "142", "143"];
    if (order.includes(code)) return true;
    // There is no value yet (RTE 2004 3.1.7.6), which content cannot know beforehand.
    if (!this.#is12 && method === "GetValue" && code === "403") return true;
    // The LMS's failures; browsers refuse a commit's synchronous request while a page goes.
    const failed = { Initialize: "102", Terminate: "111", Commit: "391" };
    if (this.#is12) return code === "101" && method in failed;
    return ["101", "391", failed[method]].includes(code) && method in failed;
  }
}

/** LMSs answer true, "true", "TRUE", 1 or "1"; null where the answer says neither yes nor no. */
function truth(answer) {
  const text = String(answer).trim().toLowerCase();
  if (text === "true" || text === "1") return true;
  return text === "false" || text === "0" ? false : null;
}
