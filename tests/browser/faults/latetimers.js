// Timers as a page in the background has them: from `hold` on those that are due wait for `fire`, as browsers
// have them wait for the next whole minute. Clocks and the video go on.
"use strict";

(() => {
  const { setTimeout: set, clearTimeout: clear } = window;
  const due = new Map();
  let held = false;

  window.setTimeout = (action, delay = 0, ...args) => {
    const id = set(() => {
      if (held) due.set(id, () => action(...args));
      else action(...args);
    }, delay);
    return id;
  };
  window.clearTimeout = (id) => {
    due.delete(id);
    clear(id);
  };
  window.lateTimers = {
    hold: () => (held = true),
    // Those that are due by now; what they set waits again.
    fire() {
      const now = [...due.values()];
      due.clear();
      for (const action of now) action();
    },
  };
})();
