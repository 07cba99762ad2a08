// Time of the page runs `factor` times as fast as time outside, for everything in it alike: clocks, timers,
// and the video, which says of itself that it plays at the speed it was told to. `CLOCK` is from fastclock.py:
// at `begun` outside the page's time is `start`.
"use strict";

(() => {
  const { factor, begun, start } = CLOCK;
  const { now } = performance;
  performance.now = () => now.call(performance) * factor;
  const RealDate = Date;
  const wall = () => Math.round(start + (RealDate.now() - begun) * factor);
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
    window[name] = (action, delay = 0, ...args) => real(action, delay / factor, ...args);
  }
  const rate = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "playbackRate");
  Object.defineProperty(HTMLMediaElement.prototype, "playbackRate", {
    configurable: true,
    get() {
      return rate.get.call(this) / factor;
    },
    set(value) {
      rate.set.call(this, value * factor);
    },
  });
  document.addEventListener("DOMContentLoaded", () => {
    const video = document.querySelector("video");
    if (!video) return;
    video.defaultPlaybackRate = factor;
    video.playbackRate = 1;
  });
})();
