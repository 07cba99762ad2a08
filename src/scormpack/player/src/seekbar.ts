/** The line of time: where the video stands, what was played, where chapters start. */

import type { Content } from "./content.ts";
import { on, say, the } from "./dom.ts";
import { ranges } from "./progress.ts";
import type { Store } from "./store.ts";
import { clock, spoken } from "./words.ts";

/** Units of the drawing: its width, a chapter's tick, and where the bar and the ticks begin. */
const WIDTH = 1000;
const TICK = 3;
const BAR_TOP = 6;
const BOTTOM = 16;

export function setUpSeekbar(video: HTMLVideoElement, content: Content, store: Store): void {
  const bar = the<HTMLInputElement>("seek");
  const { duration, chapters } = content.video;
  const starts = chapters.filter((chapter) => chapter.at > 0).map((chapter) => [chapter.at, chapter.at] as const);
  the("chapters").setAttribute("d", bars(starts, duration, TICK, 0));
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
  store.watch((state) => the("played").setAttribute("d", bars(ranges(state.played, duration), duration, 0, BAR_TOP)));
}

/** Bars from the first to the second of each pair of seconds, at least `least` units wide. */
export function bars(
  pairs: readonly (readonly [number, number])[],
  duration: number,
  least: number,
  top: number,
): string {
  if (!(duration > 0)) return "";
  const unit = (seconds: number): number => Math.round((seconds / duration) * WIDTH * 10) / 10;
  return pairs
    .map(([from, to]) => {
      const width = Math.max(least, unit(to) - unit(from)).toFixed(1);
      return `M${unit(from)} ${top}h${width}V${BOTTOM}H${unit(from)}z`;
    })
    .join("");
}
