/** The checklist, the ring, and what is left in words. */

import type { Content } from "./content.ts";
import type { CriteriaStanding } from "./criteria.ts";
import { all, on, one, say, show, the } from "./dom.ts";
import type { Store } from "./store.ts";
import type { Tabs } from "./tabs.ts";
import { asking, doneShare, left, percent } from "./words.ts";

/** Length of the ring's line: a circle of radius 28. */
const RING = 2 * Math.PI * 28;

/** The ring with the share that is done, 0 to 1, and what is left in words. */
export function showStanding(share: number, rest: string): void {
  the("ring").setAttribute("stroke-dasharray", `${share * RING} ${RING}`);
  say(the("ring-text"), percent(share));
  say(the("left"), rest);
}

export function setUpTodo(content: Content, store: Store, tabs: Tabs): void {
  show(the("standing"), true);
  const rows = all("[data-todo]");
  store.watch((_, standing) => {
    showStanding(doneShare(content, standing), left(standing));
    for (const row of rows) mark(row, standing);
    ask(content, standing);
  });
  on(document, "click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='#']:not([data-at])");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    goTo(target, tabs);
  });
}

/** Whether the row's requirement is met. */
export function isDone(row: string, standing: CriteriaStanding): boolean {
  const left: Readonly<Record<string, boolean>> = {
    video: !standing.watchedDone,
    audience: standing.audience === null,
    attest: standing.attestLeft,
    questions: standing.questionsLeft,
  };
  return standing.done || !(left[row] ?? standing.aidsLeft.includes(row.slice("aid:".length)));
}

function mark(row: HTMLElement, standing: CriteriaStanding): void {
  const name = row.dataset["todo"] ?? "";
  const done = isDone(name, standing);
  if ("packet" in row.dataset) show(row, standing.audience === "commander");
  row.classList.toggle("is-done", done);
  const progress = name === "video" && standing.criteria["watched"] > 0 ? percent(standing.watched) : "To do";
  const state = one(".state", row);
  if (state) say(state, done ? "Done" : progress);
}

/** The build wrote its own share of right answers; the LMS may ask for another. */
function ask(content: Content, standing: CriteriaStanding): void {
  const wanted = standing.criteria.questions;
  if (wanted === null || wanted === content.criteria.questions) return;
  for (const place of all("#questions > p,[data-todo=questions] .detail")) {
    say(place, asking(place.textContent ?? "", wanted));
  }
}

/** Brings a place into view and the focus to it, or to the first control in it. */
function goTo(target: HTMLElement, tabs: Tabs): void {
  tabs.reveal(target);
  const controls = all("button,a[href],input", target);
  const control = target.matches("[tabindex]") ? target : controls.find((each) => each.getClientRects().length > 0);
  control?.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}
