// The LMS's side in the page: an engine, fault rules before it, and a gate that forgives nothing.
// The server's settings come in window.LMS; what a test may call is added to it.

import { again, strict } from "./scorm_engines.js";
import { Facade, apiNamed } from "./scorm_facade.js";
import { Gate } from "./scorm_gate.js";
import { Rules } from "./scorm_rules.js";

const settings = window.LMS;
const { edition, learner, stored, path } = settings;
const NAMES = { own: "API_1484_11", other: "API" };
if (edition === "1.2") [NAMES.own, NAMES.other] = [NAMES.other, NAMES.own];

const rules = new Rules(settings.rules);
const unreported = [];
const calls = [];
let facade = null;

/** At once and in order, so that a fault is known before content goes on. */
function report(fault) {
  unreported.push(fault);
  const request = new XMLHttpRequest();
  request.open("POST", "/lms/fault", false);
  try {
    request.send(JSON.stringify(unreported));
    unreported.length = 0;
  } catch {
    // Browsers refuse such a request while the page goes.
    const body = JSON.stringify(unreported.splice(0));
    fetch("/lms/fault", { method: "POST", body, keepalive: true }).catch(() => unreported.push(...JSON.parse(body)));
  }
}

addEventListener("online", () => unreported.length > 0 && report(unreported.pop()));

/** A beacon gets through while a page goes, whatever becomes of the engine's own request. */
function ended(time) {
  navigator.sendBeacon(`/lms/ended?${new URLSearchParams({ learner, time })}`);
}

/** The document of the content, at the end of the path; null where it cannot be seen. */
function contentDocument() {
  try {
    return path.reduce((at, step) => (step.endsWith("frame") ? at.frames[0] : at.opened), window).document;
  } catch {
    return null;
  }
}

function engineOf(values) {
  return settings.engine === "strict" ? strict(settings, values) : again(settings, values);
}

/** What the server holds of this learner. */
function fresh() {
  const request = new XMLHttpRequest();
  request.open("GET", `/lms/values?learner=${encodeURIComponent(learner)}`, false);
  request.send();
  return JSON.parse(request.responseText);
}

function appear(values) {
  const gate = new Gate(edition, contentDocument, report);
  const renew = settings.refuseSecondInitialize ? null : () => engineOf(fresh());
  facade = new Facade(engineOf(values), { edition, rules, gate, calls, ended, renew, stale: settings.stale });
  window[NAMES.own] = facade.api;
}

function stub() {
  const refuse = (method) => (...args) => {
    report(`${NAMES.other}.${method}(${args.map((each) => JSON.stringify(each)).join(", ")}): not this standard's API`);
    return "false";
  };
  return apiNamed(edition === "1.2" ? "2004" : "1.2", refuse);
}

Object.assign(window.LMS, {
  calls,
  rule: (rule) => rules.add(rule),
  clear: () => rules.clear(),
  /** The API object goes, and throws wherever content still holds it. */
  vanish: () => {
    delete window[NAMES.own];
    facade.vanish();
  },
  /** Another API object, not initialised, with what the server holds. */
  appear: () => appear(fresh()),
});

if (settings.otherApi) window[NAMES.other] = stub();
if (settings.apiAfter === 0) appear(stored);
else if (settings.apiAfter !== null) setTimeout(() => appear(stored), settings.apiAfter * 1000);
