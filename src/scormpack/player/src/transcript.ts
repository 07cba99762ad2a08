/** The transcript: follows the video, leads to a place in it, and can be searched. */

import { all, maybe, on, say, show, the } from "./dom.ts";
import says from "./sentences.json" with { type: "json" };
import { counted } from "./words.ts";

export function setUpTranscript(video: HTMLVideoElement): void {
  const script = maybe("script");
  if (!script) return;
  on(script, "click", (event) => {
    const place = (event.target as Element).closest<HTMLElement>("[data-at]");
    if (!place || !window.getSelection()?.isCollapsed) return;
    event.preventDefault();
    video.currentTime = Number(place.dataset["at"]);
  });
  follow(video, script);
  search(script);
}

/** The last of `starts` (ascending, in seconds) that has begun at `now`; -1 before the first. */
export function current(starts: readonly number[], now: number): number {
  let found = -1;
  starts.forEach((start, place) => {
    if (start <= now + 0.05) found = place;
  });
  return found;
}

function follow(video: HTMLVideoElement, script: HTMLElement): void {
  const cues = all("span[data-at]", script).sort((a, b) => Number(a.dataset["at"]) - Number(b.dataset["at"]));
  const starts = cues.map((cue) => Number(cue.dataset["at"]));
  let shown = -1;
  on(video, "timeupdate", () => {
    const place = current(starts, video.currentTime);
    if (place === shown) return;
    cues[shown]?.classList.remove("is-now");
    cues[place]?.classList.add("is-now");
    shown = place;
    const paragraph = cues[place]?.closest<HTMLElement>("p");
    // Scrolls the transcript alone, and never under the reader's hands.
    if (paragraph && !video.paused && !script.matches(":focus-within, :hover")) {
      script.scrollTop = paragraph.offsetTop - script.clientHeight / 3;
    }
  });
}

function search(script: HTMLElement): void {
  const field = the<HTMLInputElement>("search-text");
  const paragraphs = all("p", script);
  show(the("search"), true);
  on(field, "input", () => {
    const wanted = field.value.trim().toLowerCase();
    let found = 0;
    for (const paragraph of paragraphs) {
      const has = (paragraph.textContent ?? "").toLowerCase().includes(wanted);
      show(paragraph, has);
      for (const cue of all("span[data-at]", paragraph)) {
        cue.classList.toggle("is-found", wanted !== "" && (cue.textContent ?? "").toLowerCase().includes(wanted));
      }
      if (has) found += 1;
    }
    for (const heading of all("h3", script)) show(heading, wanted === "");
    say(the("search-found"), wanted === "" ? "" : found ? counted(found, "place") : says.notFound);
  });
}
