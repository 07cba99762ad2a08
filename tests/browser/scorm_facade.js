// The API object that content sees: rules first, then the engine; the gate watches both.

import { answerOf, block } from "./scorm_rules.js";

const METHODS = [
  ["Initialize", "LMSInitialize"],
  ["Terminate", "LMSFinish"],
  ["GetValue", "LMSGetValue"],
  ["SetValue", "LMSSetValue"],
  ["Commit", "LMSCommit"],
  ["GetLastError", "LMSGetLastError"],
  ["GetErrorString", "LMSGetErrorString"],
  ["GetDiagnostic", "LMSGetDiagnostic"],
];
const UNSET = ["not attempted", "unknown"];
const LISTED = /\.\d+\.|_count$/;
const ABOUT_ERRORS = ["GetLastError", "GetErrorString", "GetDiagnostic"];

/** An object with the functions of an edition, made by their names in SCORM 2004. */
export function apiNamed(edition, make) {
  return Object.fromEntries(METHODS.map(([name, old]) => [edition === "1.2" ? old : name, make(name)]));
}

export class Facade {
  #engine;
  #own;
  #gone = false;
  /** What GetLastError says instead of the engine. */
  #code = null;
  /** The session's time that content has set last. */
  #time = "";
  /** What was there before content first set it, where the LMS goes on showing that. */
  #before = new Map();

  /**
   * `own`: edition, rules, gate, the log of calls, ended, which hears of each Terminate with the session's
   * time, renew, which makes an engine anew or is null, and stale, as in Setup.
   */
  constructor(engine, own) {
    this.#engine = engine;
    this.#own = own;
    this.api = apiNamed(own.edition, (method) => (...args) => this.#call(method, args));
  }

  vanish() {
    this.#gone = true;
  }

  #call(method, args) {
    if (this.#gone) throw new Error("the LMS's window is gone");
    const { rules, gate, calls, ended } = this.#own;
    const about = ABOUT_ERRORS.includes(method);
    const rule = rules.take(method, args);
    if (rule?.block) block(rule.block);
    if (!about) this.#code = null;
    const call = { at: Date.now(), method, args, ruled: rule !== null };
    calls.push(call);
    const fault = about ? null : gate.before(method, args);
    if (method === "SetValue" && String(args[0]).endsWith("session_time")) this.#time = String(args[1]);
    if (method === "Terminate") ended(this.#time);
    const passed = this.#pass(rule, method, args);
    if (rule?.code !== undefined || !passed.asked) this.#code = String(rule?.code ?? 0);
    call.answer = this.#shown(rule, method, passed);
    call.code = this.#code ?? passed.code;
    if (!about) gate.after(call, fault, passed);
    if (rule?.throws) throw new Error(`the LMS fails in ${method}`);
    return call.answer;
  }

  /** What the engine says, and its error. */
  #pass(rule, method, args) {
    if (rule !== null && ("answer" in rule || rule.throws || rule.pretend)) return { asked: false, code: "0" };
    if (method === "Initialize" && this.#own.renew !== null && this.#engine.state() !== "new") {
      this.#engine = this.#own.renew();
    }
    if (this.#own.stale && method.endsWith("tValue") && !LISTED.test(args[0])) {
      const shown = this.#old(args[0]);
      if (method === "GetValue") return shown;
      this.#before.set(args[0], shown);
    }
    const answer = this.#engine.call(method, args);
    return { asked: true, answer, code: String(this.#engine.call("GetLastError", [])) };
  }

  /** What stood there before content set it. */
  #old(element) {
    if (this.#before.has(element)) return this.#before.get(element);
    const shown = this.#engine.call("GetValue", [element]);
    const code = String(this.#engine.call("GetLastError", []));
    return { asked: true, answer: UNSET.includes(shown) ? "" : shown, code };
  }

  #shown(rule, method, passed) {
    if (rule?.pretend) return "true";
    for (const name of ["answer", "then_answer"]) {
      if (rule !== null && name in rule) return answerOf(rule[name]);
    }
    return method === "GetLastError" ? this.#code ?? passed.answer : passed.answer;
  }
}
