// Watches the module's page as its learner sees it, and tells the tests: what it says of the record and shows as
// done, and which parts of the video went by. It changes nothing.
"use strict";

(() => {
  // Seconds by which a video may be ahead of the page's clock. What is further could be a seek, for all that a
  // page knows; busy browsers tell the place late and then catch up, at a fast clock by more than at any other.
  const AHEAD = 0.15;
  const tell = (what) => window.scormpackWitness?.(JSON.stringify({ ...what, at: Date.now() }));

  function watchWords() {
    const text = (id) => document.getElementById(id)?.textContent.trim() ?? "";
    const shown = (id) => document.getElementById(id)?.hidden === false;
    const state = (name) => document.querySelector(`[data-todo=${name}] .state`)?.textContent ?? "";
    const share = () => (state("video").endsWith("%") ? Number.parseInt(state("video"), 10) / 100 : null);
    const aids = () => document.querySelectorAll("[data-todo^='aid:'].is-done:not([hidden])").length;
    // The end of the page, and the result of the questions, which comes first.
    const scores = () => {
      const result = shown("result") ? document.querySelector("#result > p")?.textContent : "";
      const found = [result, shown("finish") ? text("receipt-score") : ""].map((each) => /(\d+)%/.exec(each ?? ""));
      return found.map((each) => (each ? Number(each[1]) / 100 : 0));
    };
    const stored = () => {
      try {
        return Object.keys(localStorage).some((key) => /^scormpack\.\w+-\w+\.\w+-\w+$/.test(key));
      } catch {
        return false;
      }
    };
    let last = "";
    const look = () => {
      const now = {
        kind: "words",
        save: text("save"),
        alarm: text("alarm"),
        banner: shown("banner") ? text("banner-text") : "",
        closing: document.querySelector("#closing[open]") ? text("closing-title") : "",
        record: shown("finish") ? text("receipt-record") : "",
        receipt: shown("receipt"),
        aids: aids(),
        answered: state("questions") === "Done",
        score: Math.max(...scores()),
        completed: document.body.classList.contains("is-complete"),
      };
      const said = JSON.stringify(now);
      if (said !== last) tell({ ...now, watched: share(), stored: stored() });
      last = said;
    };
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(look).observe(document.body, all);
    look();
  }

  function watchVideo(video) {
    let from = null;
    let to = null;
    let began = 0;
    // What went by from `place` on counts at the most.
    const perhaps = (place) => {
      const { currentTime, playbackRate } = video;
      if (place === null || video.seeking || currentTime <= place) return;
      tell({ kind: "perhaps", stretches: [[place, currentTime, playbackRate]] });
    };
    const extend = () => {
      const { currentTime, playbackRate } = video;
      if (from === null || video.seeking || currentTime < to) return;
      const due = from + (playbackRate * (performance.now() - began)) / 1000;
      if (currentTime <= due + AHEAD) {
        to = currentTime;
        return;
      }
      perhaps(to);
      start();
    };
    const stop = () => {
      if (from !== null && to > from) tell({ kind: "played", from, to, rate: video.playbackRate });
      from = null;
    };
    // Where the browser said that it waits: a busy one goes on, and says late that it plays.
    let waits = null;
    const start = () => {
      perhaps(waits);
      waits = null;
      stop();
      if (video.paused) return;
      from = to = video.currentTime;
      began = performance.now();
    };
    // On its way down an event comes here before the player, who may thus see more of the video, never less.
    const on = (name, act) => document.addEventListener(name, ({ target }) => target === video && act(), true);
    // And here after the player, who may have seen more at the same event: that counts at the most.
    let seen = null;
    for (const name of ["timeupdate", "ratechange", "playing", "waiting", "pause", "ended"]) {
      on(name, () => (seen = video.seeking ? null : video.currentTime));
      video.addEventListener(name, () => perhaps(seen));
    }
    const goOn = () => {
      extend();
      start();
    };
    for (const name of ["playing", "seeked"]) on(name, goOn);
    on("ratechange", () => {
      if (from !== null) goOn();
    });
    on("timeupdate", () => {
      perhaps(waits);
      extend();
      if (from !== null && to > from) tell({ kind: "played", from, to, rate: video.playbackRate });
    });
    on("seeking", () => {
      waits = null;
      stop();
    });
    for (const name of ["pause", "ended", "waiting", "emptied"]) {
      on(name, () => {
        perhaps(waits);
        extend();
        stop();
        waits = name === "waiting" ? video.currentTime : null;
      });
    }
  }

  // The window's own event: a pop-up begins with another document in the same window.
  addEventListener("DOMContentLoaded", () => {
    const video = document.querySelector("video");
    if (video) watchVideo(video);
    if (document.getElementById("save")) watchWords();
  });
})();
