/** The line of time: where the video stands, what was played, where chapters start. */

import type { Content } from "./content.ts";
import { on, say, the } from "./dom.ts";
import { ranges } from "./progress.ts";
import type { Store } from "./store.ts";
import { clock, spoken } from "./words.ts";

/** Units of the drawing in stage.html: its width, and where the bar begins and ends. */
const WIDTH = 1000;
const TOP = 6;
const BOTTOM = 16;

export function setUpSeekbar(video: HTMLVideoElement, content: Content, store: Store): void {
  const bar = the<HTMLInputElement>("seek");
  const { duration, chapters } = content.video;
  on(bar, "input", () => {
    video.currentTime = Number(bar.value);
  });
  const update = (): void => {
    bar.value = String(video.currentTime);
    say(the("now"), clock(video.currentTime));
    const chapter = [...chapters].reverse().find((each) => each.at <= video.currentTime);
    const place = `${spoken(video.currentTime)} of ${spoken(duration)}`;
    bar.setAttribute("aria-valuetext", chapter ? `${place}, ${chapter.title}` : place);
  };
  for (const name of ["timeupdate", "seeking", "loadedmetadata"] as const) on(video, name, update);
  update();
  store.watch((state) => the("played").setAttribute("d", bars(ranges(state.played, duration), duration)));
}

/** A path of bars from the first to the second of each pair of seconds. */
export function bars(pairs: readonly (readonly [number, number])[], duration: number): string {
  if (!(duration > 0)) return "";
  const unit = (seconds: number): number => Math.round((seconds / duration) * WIDTH * 10) / 10;
  return pairs.map(([from, to]) => `M${unit(from)} ${TOP}H${unit(to)}V${BOTTOM}H${unit(from)}z`).join("");
}
