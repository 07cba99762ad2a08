// What a learner's hands do on the module's page, at once: for schedules that do it a thousand times.
"use strict";

window.hands = {
  play() {
    const video = document.querySelector("video");
    const speed = document.getElementById("speed");
    speed.value = "2";
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
  // Whether this page was put aside and has come back.
  persisted: () => window.persisted === true,
  // The percentage of the video that counts, as the page has it; 100 where nothing is left of it.
  watched: () => {
    const state = document.querySelector("[data-todo=video] .state").textContent;
    return state.endsWith("%") ? Number.parseInt(state, 10) : state === "Done" ? 100 : 0;
  },
  beyond: (percent) => window.hands.watched() >= percent,
  ended: () => document.querySelector("video").ended,
  // Whether the line of the save state begins with one of `words`.
  says: (words) => words.some((each) => document.getElementById("save")?.textContent.startsWith(each)),
  ready: () => document.documentElement?.matches(".ready") === true,
  exit() {
    document.getElementById("exit").click();
  },
};

addEventListener("pageshow", (event) => {
  window.persisted = event.persisted;
});
