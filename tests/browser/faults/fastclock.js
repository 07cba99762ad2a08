// Time of the page runs `FACTOR` times as fast as time outside, for everything in it alike: clocks, timers,
// and the video, which says of itself that it plays at the speed it was told to.
"use strict";

(() => {
  const FACTOR = 8;
  const { now } = performance;
  const begun = now.call(performance);
  const started = Date.now();
  const fast = () => begun + (now.call(performance) - begun) * FACTOR;
  performance.now = fast;
  const RealDate = Date;
  const wall = () => Math.round(started + fast() - begun);
  window.Date = class extends RealDate {
    constructor(...args) {
      super(...(args.length === 0 ? [wall()] : args));
    }
    static now() {
      return wall();
    }
  };
  for (const name of ["setTimeout", "setInterval"]) {
    const real = window[name];
    window[name] = (action, delay = 0, ...args) => real(action, delay / FACTOR, ...args);
  }
  const rate = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "playbackRate");
  Object.defineProperty(HTMLMediaElement.prototype, "playbackRate", {
    configurable: true,
    get() {
      return rate.get.call(this) / FACTOR;
    },
    set(value) {
      rate.set.call(this, value * FACTOR);
    },
  });
  document.addEventListener("DOMContentLoaded", () => {
    const video = document.querySelector("video");
    if (!video) return;
    video.defaultPlaybackRate = FACTOR;
    video.playbackRate = 1;
  });
})();
