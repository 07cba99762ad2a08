/** Captions, drawn by the browser, and descriptions, shown as text and spoken where it has a voice. */

import { attempt } from "./attempt.ts";
import type { TrackData } from "./content.ts";
import { playOrPause } from "./controls.ts";
import { maybe, on, press, show, the } from "./dom.ts";
import type { Store } from "./store.ts";

export interface Captions {
  toggle(): void;
  set(on: boolean): void;
}

/** Text as WebVTT cue text: nothing in it is mark-up. */
export function cueText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

export function setUpCaptions(video: HTMLVideoElement, tracks: readonly TrackData[], store: Store): Captions {
  const button = maybe("captions");
  const language = maybe<HTMLSelectElement>("caption-language");
  const made = tracks.map((track) => addTrack(video, track));
  let wanted = true;
  let started = false;
  const update = (): void => {
    const chosen = language?.selectedIndex ?? 0;
    made.forEach((track, place) => {
      track.mode = wanted && started && place === chosen ? "showing" : "disabled";
    });
    press(button, wanted);
  };
  const toggle = (): void => {
    wanted = !wanted;
    update();
    store.note({ kind: "interacted", at: video.currentTime, what: { captions: wanted } });
  };
  on(button, "click", toggle);
  // Before that, the large Play lies over the picture.
  const start = (): void => {
    started = true;
    update();
  };
  on(video, "play", start, { once: true });
  on(language, "change", update);
  if (button) setUpLook(video);
  update();
  return {
    toggle: () => button && toggle(),
    set: (on) => {
      wanted = on;
      update();
    },
  };
}

function addTrack(video: HTMLVideoElement, data: TrackData): TextTrack {
  const track = video.addTextTrack("captions", data.label, data.language);
  // A disabled track has no list of cues to add to.
  track.mode = "hidden";
  for (const [from, to, text] of data.cues) track.addCue(new VTTCue(from, to, cueText(text)));
  return track;
}

/** How captions look, as kept in this browser for all modules. */
function setUpLook(video: HTMLVideoElement): void {
  for (const name of ["size", "colours"]) {
    const menu = the<HTMLSelectElement>(`caption-${name}`);
    const key = `scormpack.caption-${name}`;
    const usual = menu.value;
    menu.value = attempt(() => localStorage.getItem(key)) ?? usual;
    // It is "" where there is no such option any more.
    menu.value ||= usual;
    const update = (): void => {
      video.dataset[name] = menu.value;
    };
    on(menu, "change", () => {
      update();
      attempt(() => localStorage.setItem(key, menu.value));
    });
    update();
  }
}

/** The described version where there is one, else the descriptions as text and voice. */
export function setUpDescriptions(video: HTMLVideoElement, tracks: readonly TrackData[]): void {
  const button = maybe("describe");
  if (!button) return;
  let wanted = false;
  on(button, "click", () => {
    wanted = !wanted;
    press(button, wanted);
    if (video.dataset["described"]) swap(video);
    else if (!wanted) hush();
  });
  const track = tracks[0];
  if (!track || video.dataset["described"]) return;
  let before = video.currentTime;
  on(video, "seeked", () => {
    before = video.currentTime;
  });
  on(video, "timeupdate", () => {
    const now = video.currentTime;
    const cue = track.cues.find(([from]) => from <= now && (from > before || (from === 0 && before === 0)));
    before = now;
    if (wanted && cue && !video.paused) describe(video, cue[2], track.language);
  });
}

/** Counts spoken descriptions: the end of an earlier one must not start the video. */
let turn = 0;

function describe(video: HTMLVideoElement, text: string, language: string): void {
  const box = the("spoken");
  const voice = voiceOf(language);
  // Read out by the browser's voice, it must not be read out by a screen reader too.
  box.setAttribute("aria-live", voice ? "off" : "polite");
  show(box, true);
  box.textContent = text;
  if (!voice) return;
  const speech = new SpeechSynthesisUtterance(text);
  speech.voice = voice;
  speech.lang = voice.lang;
  video.pause();
  turn += 1;
  const mine = turn;
  const goOn = (): void => {
    if (mine === turn && video.paused) playOrPause(video);
  };
  speech.addEventListener("end", goOn);
  speech.addEventListener("error", goOn);
  // Whoever presses play does not want to hear the rest.
  const skip = (): void => {
    if (mine !== turn) return;
    turn += 1;
    speechSynthesis.cancel();
  };
  on(video, "play", skip, { once: true });
  speechSynthesis.cancel();
  speechSynthesis.speak(speech);
}

function voiceOf(language: string): SpeechSynthesisVoice | undefined {
  const voices = "speechSynthesis" in window ? speechSynthesis.getVoices() : [];
  const wanted = language.slice(0, 2).toLowerCase();
  return voices.find((voice) => voice.lang.toLowerCase().startsWith(wanted));
}

function hush(): void {
  show(the("spoken"), false);
  if ("speechSynthesis" in window) speechSynthesis.cancel();
}

function swap(video: HTMLVideoElement): void {
  const source = video.querySelector("source");
  const other = video.dataset["described"];
  if (!source || !other) return;
  const { currentTime, paused } = video;
  video.dataset["described"] = source.getAttribute("src") ?? "";
  source.src = other;
  video.load();
  const goOn = (): void => {
    video.currentTime = currentTime;
    if (!paused) playOrPause(video);
  };
  on(video, "loadedmetadata", goOn, { once: true });
}
