// The LMS's side in the page: scorm-again behind a gate that forgives nothing.
// Whatever content does wrong goes to the server at once; the server's settings come in window.LMS.
"use strict";

(() => {
  const { edition, stored, commitUrl, faultUrl, content } = window.LMS;
  const is12 = edition === "1.2";
  const Api = is12 ? window.Scorm12API : window.Scorm2004API;
  const real = new Api({ lmsCommitUrl: commitUrl, dataCommitFormat: "flattened", logLevel: 5 });
  real.loadFromFlattenedJSON(stored);

  let state = "new";

  function fault(method, args, what) {
    const body = JSON.stringify(`${method}(${args.map((a) => JSON.stringify(a)).join(", ")}): ${what}`);
    fetch(faultUrl, { method: "POST", body, keepalive: true });
  }

  // scorm-again takes more than the standards' smallest permitted maximum, which LMSs cut at.
  const longest = is12
    ? { "cmi.suspend_data": 4096, "cmi.core.lesson_location": 255 }
    : { "cmi.suspend_data": 64000, "cmi.location": 1000 };
  // SCORM 1.2 RTE 3.4.4 CMITimespan; SCORM 2004 RTE 4.1.1.7 timeinterval, at most two decimals.
  const time = is12
    ? /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/
    : /^P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;
  // Vocabularies of which scorm-again takes more than the standard has.
  const exact = is12
    ? { "cmi.core.exit": ["", "suspend", "time-out", "logout"] }
    : { "cmi.exit": ["", "suspend", "normal", "time-out", "logout"] };

  function checkSet(element, value) {
    if (element in longest && value.length > longest[element]) {
      return `${value.length} characters, at most ${longest[element]}`;
    }
    if (/session_time$|latency$/.test(element) && !time.test(value)) {
      return "not a time of the standard";
    }
    if (element in exact && !exact[element].includes(value)) {
      return "not in the vocabulary";
    }
    return null;
  }

  function checkCall(kind, args) {
    const wanted = { get: 1, set: 2, init: 1, end: 1, commit: 1 }[kind];
    if (args.length !== wanted || args.some((a) => typeof a !== "string")) {
      return `takes ${wanted} strings`;
    }
    if (kind !== "get" && kind !== "set" && args[0] !== "") {
      return 'takes ""';
    }
    if (kind === "init" ? state !== "new" : state !== "open") {
      return `called while the session is ${state}`;
    }
    return kind === "set" ? checkSet(...args) : null;
  }

  // 2004 403 means that there is no value yet (RTE 3.1.7.6), which content cannot know beforehand.
  const noValueYet = (kind, code) => !is12 && kind === "get" && code === "403";

  // Browsers refuse the synchronous request of a commit while a page goes: the LMS's failure.
  const notSent = (kind, code) => kind === "commit" && code === (is12 ? "101" : "391");

  function gate(method, kind) {
    return (...args) => {
      const refused = checkCall(kind, args);
      const answer = real[method](...args);
      const code = String(real[is12 ? "LMSGetLastError" : "GetLastError"]());
      const excused = code === "0" || noValueYet(kind, code) || notSent(kind, code);
      const failed = excused ? null : `error ${code}`;
      if (refused ?? failed) fault(method, args, refused ?? failed);
      if (kind === "init" && answer === "true") state = "open";
      if (kind === "end" && answer === "true") state = "ended";
      return answer;
    };
  }

  const plain = (method) => (...args) => real[method](...args);
  window[is12 ? "API" : "API_1484_11"] = is12
    ? {
        LMSInitialize: gate("LMSInitialize", "init"),
        LMSFinish: gate("LMSFinish", "end"),
        LMSGetValue: gate("LMSGetValue", "get"),
        LMSSetValue: gate("LMSSetValue", "set"),
        LMSCommit: gate("LMSCommit", "commit"),
        LMSGetLastError: plain("LMSGetLastError"),
        LMSGetErrorString: plain("LMSGetErrorString"),
        LMSGetDiagnostic: plain("LMSGetDiagnostic"),
      }
    : {
        Initialize: gate("Initialize", "init"),
        Terminate: gate("Terminate", "end"),
        GetValue: gate("GetValue", "get"),
        SetValue: gate("SetValue", "set"),
        Commit: gate("Commit", "commit"),
        GetLastError: plain("GetLastError"),
        GetErrorString: plain("GetErrorString"),
        GetDiagnostic: plain("GetDiagnostic"),
      };

  window.addEventListener("DOMContentLoaded", () => {
    const frame = document.querySelector("iframe");
    if (frame) frame.src = content;
    const button = document.querySelector("button");
    button?.addEventListener("click", () => window.open(content, "content"));
  });
})();
