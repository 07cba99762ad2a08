/**
 * What counts as watched: time of the video that went by while it was playing, at up to 2×.
 *
 * Two places of the video are joined only where as much real time went by between them as playing
 * takes. So a seek earns nothing, nor a speed above 2 by whatever means it was set.
 */

import { on } from "./dom.ts";

/** Speeds above earn nothing. */
export const TOP_RATE = 2;

/** Share by which the video's clock may run ahead of the page's. */
const DRIFT = 1.03;

/** Seconds by which two samples may differ for having been taken between two frames. */
const JITTER = 0.3;

/**
 * Seconds of video by which a browser that plays may be late in telling the place, since what did not go
 * by yet may go by later. No more counts for it than twice the time that went by.
 */
const LATE = 2;

/** Seconds between samples above which nothing is believed: sleep, or a page that was frozen. A
 * commit that blocks the page for 30 s is still below. */
const GAP = 40;

/** Seconds before the end at which browsers may stop: a last frame or audio packet. */
const TAIL = 0.3;
/** Seconds by which a file may be shorter than the build measured. */
const LONGEST_TAIL = 1;

/** Milliseconds that a video is given to tell that it was stopped. */
const STOPPING = 300;

export interface Sample {
  /** Place in the video, in seconds. */
  readonly place: number;
  /** performance.now(), in milliseconds. */
  readonly now: number;
  readonly rate: number;
}

export interface Watched {
  /** The stretch being played, in seconds of the video. */
  readonly from: number;
  readonly to: number;
  readonly last: Sample;
  /** Seconds of video that real time allows to count beyond `to`. */
  readonly allowance: number;
}

/**
 * `reached`: where the last stretch ended, or playing started, with no seek since. A browser goes on for a
 * moment after it says that it paused, and is a moment late in saying that it plays.
 */
export function begin(sample: Sample, reached = sample.place): Watched {
  const { place } = sample;
  const joins = reached <= place && place <= reached + JITTER;
  return { from: joins ? reached : place, to: place, last: sample, allowance: JITTER };
}

/** `watched` up to `sample`; a new stretch from there where the way to it was not played. */
export function advance(watched: Watched, sample: Sample): Watched {
  const elapsed = (sample.now - watched.last.now) / 1000;
  const moved = sample.place - watched.last.place;
  const allowance = Math.min(watched.allowance, LATE) + elapsed * TOP_RATE * DRIFT;
  const rate = Math.max(watched.last.rate, sample.rate);
  const played = moved >= 0 && moved <= allowance && elapsed <= GAP && rate <= TOP_RATE;
  if (!played) return begin(sample);
  return { from: watched.from, to: sample.place, last: sample, allowance: allowance - moved };
}

/** Samples `video` while it plays and reports the growing stretch. */
export function watch(video: HTMLVideoElement, duration: number, played: (from: number, to: number) => void): void {
  let watched: Watched | null = null;
  let reached = video.currentTime;
  const sample = (): Sample => ({
    place: video.currentTime,
    now: performance.now(),
    rate: video.playbackRate,
  });
  const look = (): void => {
    if (watched === null || video.seeking) return;
    watched = advance(watched, sample());
    const end = Number.isFinite(video.duration) ? video.duration : duration;
    // The end of a file that was cut short, or of another one, is not the end of the video.
    const to = watched.to >= Math.max(end, duration - LONGEST_TAIL) - TAIL ? duration : watched.to;
    if (watched.to > watched.from) played(watched.from, to);
  };
  const start = (): void => {
    if (watched !== null) look();
    else if (!video.paused && !video.seeking) watched = begin(sample(), reached);
  };
  const stop = (): void => {
    look();
    reached = watched?.to ?? reached;
    watched = null;
  };
  const jump = (): void => {
    watched = null;
    reached = video.currentTime;
  };
  on(video, "playing", start);
  on(video, "seeked", start);
  // A busy browser says late that it waits, and goes on before it says that it plays: no seek comes between.
  for (const name of ["timeupdate", "ratechange", "waiting"] as const) on(video, name, look);
  for (const name of ["pause", "ended", "emptied"] as const) on(video, name, stop);
  // The place has already changed when `seeking` comes: what went before was sampled at most a
  // quarter of a second ago. Where the video is loaded again, its place is another too.
  for (const name of ["seeking", "loadstart"] as const) on(video, name, jump);
}

/** Stops the video, until what was played up to there has been reported. */
export async function stopVideo(video: HTMLVideoElement): Promise<void> {
  if (video.paused) return;
  const stopped = new Promise((resolve) => video.addEventListener("pause", resolve, { once: true }));
  video.pause();
  await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, STOPPING))]);
}
