// Watches the module's page as its learner sees it, and tells the tests: what it says of the record, and
// which parts of the video went by. It changes nothing.
"use strict";

(() => {
  const tell = (what) => window.scormpackWitness?.(JSON.stringify({ ...what, at: Date.now() }));

  function watchWords() {
    const text = (id) => document.getElementById(id)?.textContent.trim() ?? "";
    const shown = (id) => document.getElementById(id)?.hidden === false;
    const share = () => {
      const state = document.querySelector("[data-todo=video] .state")?.textContent ?? "";
      return state.endsWith("%") ? Number.parseInt(state, 10) / 100 : null;
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
    const extend = () => {
      if (from !== null && !video.seeking && video.currentTime >= to) to = video.currentTime;
    };
    const stop = () => {
      if (from !== null && to > from) tell({ kind: "played", from, to, rate: video.playbackRate });
      from = null;
    };
    const start = () => {
      stop();
      if (!video.paused) from = to = video.currentTime;
    };
    for (const name of ["playing", "seeked", "ratechange"]) video.addEventListener(name, start);
    video.addEventListener("timeupdate", () => {
      extend();
      if (from !== null && to > from) tell({ kind: "played", from, to, rate: video.playbackRate });
    });
    video.addEventListener("seeking", stop);
    for (const name of ["pause", "ended", "emptied"]) {
      video.addEventListener(name, () => (extend(), stop()));
    }
  }

  // The window's own event: a pop-up begins with another document in the same window.
  addEventListener("DOMContentLoaded", () => {
    const video = document.querySelector("video");
    if (video) watchVideo(video);
    if (document.getElementById("save")) watchWords();
  });
})();
