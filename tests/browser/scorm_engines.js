// What answers the calls: scorm-again, or the strict APIs of the player's own tests.
// An engine has `call(method, args)`, with the names of SCORM 2004, and `state()`: new, open or ended.

import { EDITION_12 } from "../../src/scormpack/player/test/fakes/strict12.ts";
import { EDITION_2004 } from "../../src/scormpack/player/test/fakes/strict2004.ts";
import { Kept, api } from "../../src/scormpack/player/test/fakes/strict.ts";
import { snapshot } from "../../src/scormpack/player/test/fakes/strictedition.ts";

export const EDITIONS = { "1.2": EDITION_12, 2004: EDITION_2004 };
const OLD = { Terminate: "Finish" };
let sent = 0;

/** The function's name in `edition`. */
function named(edition, method) {
  return edition === "1.2" ? `LMS${OLD[method] ?? method}` : method;
}

function commitUrl({ learner, launch }) {
  return `/lms/commit?${new URLSearchParams({ learner, launch })}`;
}

export function again(settings, values) {
  const { edition } = settings;
  const Api = edition === "1.2" ? window.Scorm12API : window.Scorm2004API;
  const real = new Api({
    lmsCommitUrl: commitUrl(settings),
    dataCommitFormat: "flattened",
    logLevel: 5,
  });
  real.loadFromFlattenedJSON(values);
  // It has a default of its own for what was given as "".
  const blank = new Set(Object.keys(values).filter((name) => values[name] === ""));
  return {
    call: (method, args) => {
      if (method === "SetValue") blank.delete(args[0]);
      const answer = real[named(edition, method)](...args);
      return method === "GetValue" && blank.has(args[0]) && answer ? "" : answer;
    },
    state: () => (real.isNotInitialized() ? "new" : real.isInitialized() ? "open" : "ended"),
  };
}

/** Answers by what its request brings; an asynchronous one, "true" before it sends. */
export function strict(settings, values) {
  const { edition, asynchronous } = settings;
  const own = EDITIONS[edition === "1.2" ? "1.2" : "2004"];
  const kept = new Kept();
  for (const [name, value] of Object.entries(values)) kept.values.set(name, value);
  kept.send = () => {
    const url = `${commitUrl(settings)}&sequence=${++sent}`;
    return (asynchronous ? sendLater : sendNow)(url, JSON.stringify(snapshot(own, kept)));
  };
  const real = api(own, kept);
  let state = "new";
  return {
    call: (method, args) => {
      const answer = real[named(edition, method)](...args);
      if (method === "Initialize" && answer === "true") state = "open";
      if (method === "Terminate" && answer === "true") state = "ended";
      return answer;
    },
    state: () => state,
  };
}

/** As LMSs read an answer: one that does not say "false" is good, were it a login page. */
function sendNow(url, body) {
  const request = new XMLHttpRequest();
  request.open("POST", url, false);
  try {
    request.send(body);
  } catch {
    return false;
  }
  return request.status < 300 && !/"result": *"?false/.test(request.responseText);
}

function sendLater(url, body) {
  // A browser refuses to keep more than 64 KiB alive.
  fetch(url, { method: "POST", body, keepalive: body.length < 60_000 }).catch(() => undefined);
  return true;
}
