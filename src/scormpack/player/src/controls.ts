/** The buttons under the picture, and the keys that do the same. */

import { all, maybe, on, press, show, the } from "./dom.ts";
import type { Store } from "./store.ts";

const STEP = 10;
const KEY_STEP = 5;
const VOLUME_STEP = 0.1;

export interface Toggles {
  captions(): void;
}

export function setUpControls(video: HTMLVideoElement, store: Store, toggles: Toggles): void {
  video.removeAttribute("controls");
  show(the("controls"), true);
  show(the("big-play"), true);
  setUpPlay(video);
  setUpSound(video);
  setUpSpeed(video, store);
  setUpFullScreen(video);
  setUpOptions();
  on(the("back"), "click", () => move(video, -STEP));
  on(the("forward"), "click", () => move(video, STEP));
  setUpKeys(video, toggles);
}

/** Plays or pauses; a refusal is told by the video's own error event. */
export function playOrPause(video: HTMLVideoElement): void {
  if (video.paused) video.play().catch(() => undefined);
  else video.pause();
}

function move(video: HTMLVideoElement, by: number): void {
  const end = Number.isFinite(video.duration) ? video.duration : video.currentTime;
  video.currentTime = Math.min(Math.max(0, video.currentTime + by), end);
}

function setUpPlay(video: HTMLVideoElement): void {
  const button = the("play");
  const big = the("big-play");
  on(button, "click", () => playOrPause(video));
  on(big, "click", () => {
    playOrPause(video);
    button.focus({ preventScroll: true });
  });
  on(video, "click", () => playOrPause(video));
  const update = (): void => {
    const playing = !video.paused;
    button.setAttribute("aria-label", (playing ? button.dataset["labelOn"] : button.dataset["labelOff"]) ?? "");
    button.classList.toggle("is-on", playing);
    if (playing) show(big, false);
  };
  for (const name of ["play", "pause", "ended"] as const) on(video, name, update);
  update();
}

function setUpSound(video: HTMLVideoElement): void {
  const mute = the("mute");
  const volume = the<HTMLInputElement>("volume");
  on(mute, "click", () => {
    video.muted = !video.muted;
  });
  on(volume, "input", () => {
    video.volume = Number(volume.value);
    video.muted = video.volume === 0;
  });
  const update = (): void => {
    press(mute, video.muted);
    mute.classList.toggle("is-on", video.muted);
    volume.value = String(video.muted ? 0 : video.volume);
    volume.setAttribute("aria-valuetext", `${Math.round(Number(volume.value) * 100)}%`);
  };
  on(video, "volumechange", update);
  update();
}

function setUpSpeed(video: HTMLVideoElement, store: Store): void {
  const speed = the<HTMLSelectElement>("speed");
  on(speed, "change", () => {
    video.playbackRate = Number(speed.value);
    store.note({ kind: "interacted", at: video.currentTime, what: { speed: `${speed.value}x` } });
  });
}

function setUpFullScreen(video: HTMLVideoElement): void {
  const button = the("full");
  const stage = the("stage");
  // iPhones let a video alone fill the screen.
  const alone = video as HTMLVideoElement & { webkitEnterFullscreen?: () => void };
  const possible = document.fullscreenEnabled || alone.webkitEnterFullscreen !== undefined;
  show(button, possible);
  on(button, "click", () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (document.fullscreenEnabled) stage.requestFullscreen().catch(() => undefined);
    else alone.webkitEnterFullscreen?.();
  });
  on(document, "fullscreenchange", () => press(button, document.fullscreenElement === stage));
}

function setUpOptions(): void {
  const button = the("options");
  const panel = the("options-panel");
  const toggle = (open: boolean): void => {
    show(panel, open);
    button.setAttribute("aria-expanded", String(open));
  };
  on(button, "click", () => toggle(panel.hidden));
  on(panel, "keydown", (event) => {
    if (event.key !== "Escape") return;
    toggle(false);
    button.focus();
  });
}

function setUpKeys(video: HTMLVideoElement, toggles: Toggles): void {
  const stage = the("stage");
  const shortcuts = the<HTMLInputElement>("shortcuts");
  const click = (id: string): void => maybe(id)?.click();
  const louder = (by: number): void => {
    video.volume = Math.min(1, Math.max(0, video.volume + by));
  };
  const anywhere: Record<string, () => void> = {
    k: () => playOrPause(video),
    c: () => toggles.captions(),
    m: () => click("mute"),
    f: () => click("full"),
  };
  const nearTheVideo: Record<string, () => void> = {
    " ": () => playOrPause(video),
    arrowleft: () => move(video, -KEY_STEP),
    arrowright: () => move(video, KEY_STEP),
    arrowup: () => louder(VOLUME_STEP),
    arrowdown: () => louder(-VOLUME_STEP),
  };
  on(document, "keydown", (event) => {
    const target = event.target as Element;
    if (!shortcuts.checked || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (all("dialog[open]").length > 0 || target.closest("input:not([type=range]),select,textarea,[role=tab]")) return;
    const key = event.key.toLowerCase();
    const near = target === document.body || stage.contains(target);
    // Buttons and links answer to Space by themselves, sliders to arrows.
    const own = key === " " ? "button,a,summary" : "input[type=range]";
    const act = anywhere[key] ?? (near && !target.matches(own) ? nearTheVideo[key] : undefined);
    // Away from the video, up and down scroll the page.
    if (!act || (key.startsWith("arrow") && target === document.body && /up|down/.test(key))) return;
    event.preventDefault();
    act();
  });
}
