/** Brings the launch page to life: the parts, and the one state between them. */

import { setUpAids } from "./aids.ts";
import { setUpAttest } from "./attest.ts";
import { setUpAudience } from "./audience.ts";
import { setUpCaptions, setUpDescriptions } from "./captions.ts";
import type { Content } from "./content.ts";
import { playOrPause, setUpControls } from "./controls.ts";
import { on, say, show, the } from "./dom.ts";
import type { Keeper, Opening } from "./keeper.ts";
import { addRange } from "./progress.ts";
import { setUpQuiz } from "./quiz.ts";
import { moduleTold, setUpSaveState } from "./savestate.ts";
import type { Told } from "./savestate.ts";
import { setUpSeekbar } from "./seekbar.ts";
import says from "./sentences.json" with { type: "json" };
import { createStore } from "./store.ts";
import type { Store } from "./store.ts";
import { setUpTabs } from "./tabs.ts";
import { setUpTodo } from "./todo.ts";
import { setUpTranscript } from "./transcript.ts";
import { watch } from "./watch.ts";
import { next, resumedAt } from "./words.ts";

/** Seconds: a place before it is no place to resume at. */
const WORTH_RESUMING = 2;

/** Called once, after parsing, by the standard's own script. */
export function mount(content: Content, keeper: Keeper, onward: Told["next"] = next): void {
  document.documentElement.classList.add("ready");
  const video = the<HTMLVideoElement>("video");
  const store = createStore(content, keeper);
  const captions = setUpCaptions(video, content.captions, store);
  setUpDescriptions(video, content.descriptions);
  setUpControls(video, store, { captions: captions.toggle });
  setUpSeekbar(video, content, store);
  setUpTranscript(video);
  setUpTodo(content, store, setUpTabs());
  setUpAids(store);
  setUpQuiz(content, store);
  setUpAudience(content, store);
  setUpAttest(store);
  setUpSaveState(keeper, moduleTold(store, video, onward));
  setUpRecord(video, content, store);
  setUpFailure(video);
  const opened = (opening: Opening): void => {
    if (opening.captions !== null) captions.set(opening.captions);
    if (opening.muted) video.muted = true;
    store.opened(opening);
    resume(video, opening, content);
  };
  keeper.onLateOpening(opened);
  void keeper.open().then(opened);
}

/** Turns what the video does into progress and events. */
function setUpRecord(video: HTMLVideoElement, content: Content, store: Store): void {
  const { duration } = content.video;
  watch(video, duration, (from, to) => {
    const played = addRange(store.state().played, duration, from, to);
    store.change({ played, position: video.currentTime }, "routine");
  });
  let before = 0;
  on(video, "timeupdate", () => {
    if (!video.seeking) before = video.currentTime;
  });
  on(video, "play", () => store.note({ kind: "played", at: video.currentTime }));
  on(video, "pause", () => store.note({ kind: "paused", at: video.currentTime }));
  on(video, "ended", () => store.note({ kind: "ended", at: video.currentTime }));
  on(video, "seeked", () => {
    store.note({ kind: "seeked", from: before, to: video.currentTime });
    before = video.currentTime;
    store.change({ position: video.currentTime }, "routine");
  });
}

function resume(video: HTMLVideoElement, opening: Opening, content: Content): void {
  const { position } = opening.state;
  // Whoever has begun already stays where they are; at the very end there is nothing to go on with.
  const begun = !video.paused || video.currentTime > 0;
  if (begun || position < WORTH_RESUMING || position > content.video.duration - WORTH_RESUMING) return;
  const go = (): void => {
    video.currentTime = position;
  };
  if (video.readyState > 0) go();
  else on(video, "loadedmetadata", go, { once: true });
  const line = the("resumed");
  say(the("resumed-text"), resumedAt(position));
  show(line, true);
  on(the("start-over"), "click", () => {
    video.currentTime = 0;
    show(line, false);
    the("play").focus();
  });
}

function setUpFailure(video: HTMLVideoElement): void {
  const box = the("failure");
  const fail = (): void => {
    say(the("failure-text"), says.videoFailed);
    show(box, true);
  };
  // A <source> that fails tells it itself; its event does not bubble.
  on(video.querySelector("source"), "error", fail);
  on(video, "error", fail);
  on(video, "loadeddata", () => show(box, false));
  // It may have failed before this script ran.
  if (video.error !== null || video.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) fail();
  on(the("retry-video"), "click", () => {
    const { currentTime } = video;
    show(box, false);
    video.load();
    video.currentTime = currentTime;
    playOrPause(video);
  });
}
