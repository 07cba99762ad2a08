// What a learner's hands do on the module's page, at once: for schedules that do it a thousand times.
"use strict";

(() => {
  // Of time outside, whatever clock a test gives the page: it comes after this script.
  const later = window.setTimeout.bind(window);
  const now = performance.now.bind(performance);

  window.hands = {
    // Whether what another one of these answers comes true within `seconds`.
    until(name, given, seconds) {
      const end = now() + seconds * 1000;
      return new Promise((done) => {
        const look = () => {
          if (window.hands[name](...given)) done(true);
          else if (now() > end) done(false);
          else later(look, 20);
        };
        look();
      });
    },
    play(rate = "2") {
      const video = document.querySelector("video");
      const speed = document.getElementById("speed");
      speed.value = rate;
      speed.dispatchEvent(new Event("change", { bubbles: true }));
      if (video.paused) document.getElementById("play").click();
    },
    pause() {
      const video = document.querySelector("video");
      if (!video.paused) document.getElementById("play").click();
    },
    seek(share) {
      const video = document.querySelector("video");
      video.currentTime = share * (video.duration || 0);
    },
    // False where there is nothing left to read.
    read() {
      const row = [...document.querySelectorAll("[data-todo^='aid:']")].find(
        (each) => each.querySelector(".state").textContent !== "Done",
      );
      if (!row) return false;
      const aid = row.dataset.todo.slice(4);
      document.querySelector(`#aid-${CSS.escape(aid)} [data-read]`).click();
      document.querySelector("#reader-foot [data-acknowledge-button]").click();
      document.getElementById("reader").close();
      return true;
    },
    // `right`: true, false, or "half" for the first question alone. False where they may not be answered again.
    answer(right) {
      const [again, check] = ["try-again", "check-answers"].map((id) => document.getElementById(id));
      if (!again.hidden) again.click();
      if (check.hidden || check.disabled) return false;
      for (const [number, { id, choices }] of window.scormpackContent.questions.items.entries()) {
        const boxes = document.getElementsByName(id);
        choices.forEach(({ correct }, at) => {
          const wanted = correct === (right === "half" ? number === 0 : right);
          if (boxes[at].checked !== wanted && (wanted || boxes[at].type === "checkbox")) boxes[at].click();
        });
      }
      check.click();
      return true;
    },
    // A button or a tab that shows, by its name.
    press(name) {
      const named = (each) => (each.ariaLabel ?? each.textContent).trim() === name;
      [...document.querySelectorAll("button, [role=tab]")].find((each) => named(each) && each.checkVisibility()).click();
    },
    // Whether the page says how the answers were judged.
    judged: (words) => document.querySelector("#result :is(h2, h3, h4)")?.textContent.startsWith(words) === true,
    // Whether this page was put aside and has come back.
    persisted: () => window.persisted === true,
    // The percentage of the video that counts, as the page has it; 100 where nothing is left of it.
    watched: () => {
      const state = document.querySelector("[data-todo=video] .state").textContent;
      return state.endsWith("%") ? Number.parseInt(state, 10) : state === "Done" ? 100 : 0;
    },
    beyond: (percent) => window.hands.watched() >= percent,
    // Whether the video stands, or plays, within a second and a half of `place`.
    near: (place) => Math.abs(document.querySelector("video").currentTime - place) <= 1.5,
    past(place) {
      const video = document.querySelector("video");
      return !video.seeking && video.currentTime > place;
    },
    // What the button of the video says, once it has heard of it.
    playing: () => document.getElementById("play").classList.contains("is-on"),
    // Whether the video is to play and has nothing left to show.
    stalled() {
      const video = document.querySelector("video");
      return !video.paused && !video.seeking && video.currentTime > 0 && video.readyState < 3;
    },
    stopped: () => !window.hands.playing(),
    ended: () => document.querySelector("video").ended,
    // Whether the line of the save state begins with one of `words`.
    says: (words) => words.some((each) => document.getElementById("save")?.textContent.startsWith(each)),
    // Whether the page warns that something is not saved, or of nothing.
    alarms: () => /not saved/i.test(document.getElementById("alarm")?.textContent ?? ""),
    calm: () => document.getElementById("alarm")?.textContent === "",
    ready: () => document.documentElement?.matches(".ready") === true,
    // Whether the LMS has been found, or not.
    open: () => window.hands.ready() && !/^(Connecting|\s*$)/.test(document.getElementById("save")?.textContent ?? ""),
    exit() {
      document.getElementById("exit").click();
    },
  };

  addEventListener("pageshow", (event) => {
    window.persisted = event.persisted;
  });
})();
