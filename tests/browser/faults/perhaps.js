// What of the video may count at the most, as a page knows it, and keeps it for the next page of the same
// learner: one that is closed or killed may not come to tell it.
"use strict";

(() => {
  const PREFIX = "tests.perhaps.";
  const mine = PREFIX + Math.random();
  const stretches = [];
  let from = null;

  // Where it stands still, or has just come to by a seek.
  function stand({ target }) {
    from = target.currentTime;
  }

  function extend({ target }) {
    if (target.seeking || from === null || target.currentTime <= from) return;
    const last = stretches.at(-1);
    if (last?.[0] === from) last[1] = target.currentTime;
    else stretches.push([from, target.currentTime, target.playbackRate]);
    localStorage.setItem(mine, JSON.stringify(stretches));
  }

  // Events of media do not bubble, but can be caught on their way down, ahead of the player: what he keeps is kept
  // here first, whenever he is killed. And after him once more, since the place may move on in between.
  function hear(event) {
    extend(event);
    event.target.addEventListener(event.type, extend, { once: true });
  }

  for (const name of ["loadedmetadata", "seeking", "seeked"]) document.addEventListener(name, stand, true);
  // Whatever the player looks at the place for.
  for (const name of ["timeupdate", "ratechange", "waiting", "playing", "pause", "ended"]) {
    document.addEventListener(name, hear, true);
  }

  addEventListener("DOMContentLoaded", () => {
    if (!document.querySelector("video")) return;
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
      const told = { kind: "perhaps", stretches: JSON.parse(localStorage.getItem(key)) };
      window.scormpackWitness(JSON.stringify(told));
    }
  });
})();
