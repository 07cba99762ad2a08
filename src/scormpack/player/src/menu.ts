/** The menu of a series in one package: what is done, what is closed yet, and the frame with a module. */

import { setUpChooser } from "./audience.ts";
import { standing } from "./criteria.ts";
import { all, maybe, on, one, say, show, the } from "./dom.ts";
import { fill } from "./fill.ts";
import type { SeriesHost } from "./host.ts";
import type { Keeper } from "./keeper.ts";
import { setUpSaveState } from "./savestate.ts";
import says from "./sentences.json" with { type: "json" };
import type { SeriesData, SeriesModule } from "./series.ts";
import { showStanding } from "./todo.ts";
import { stopVideo } from "./watch.ts";
import type { Whole } from "./whole.ts";
import { counted, doneShare, next, percent } from "./words.ts";

export function mountMenu(series: SeriesData, host: SeriesHost, keeper: Keeper<Whole>): void {
  document.documentElement.classList.add("ready");
  const frame = new ModuleFrame(series, host);
  show(the("standing"), true);
  for (const module of series.modules) {
    on(link(module), "click", (event) => {
      event.preventDefault();
      if (!isClosed(module, series, host)) frame.open(module);
      else if (unsaid(host)) maybe("chooser-title")?.focus();
    });
  }
  const chooser = setUpChooser((audience) => host.choose(audience));
  host.watch(() => {
    const open = host.known && host.chooses && (host.audience === null || !host.completed);
    chooser({ audience: host.audience, open });
    for (const module of series.modules) mark(module, series, host);
    const done = series.modules.filter(({ content }) => host.state(content).completed).length;
    const share = series.modules.reduce((sum, { content }) => sum + shareOf(content, host), 0) / series.modules.length;
    const rest = series.modules.length - done;
    showStanding(share, rest === 0 ? says.nothingLeft : `${counted(rest, "briefing")} of ${series.modules.length}`);
    frame.tell();
  });
  setUpSaveState(keeper, {
    completed: () => host.completed,
    watch: (listener) => host.watch(listener),
    pause: () => Promise.resolve(),
    next,
    receipt: () => undefined,
  });
}

function shareOf(content: SeriesModule["content"], host: SeriesHost): number {
  const judged = host.content(content);
  return doneShare(judged, standing(judged, host.state(content)));
}

function row(module: SeriesModule): HTMLElement {
  return the(`module-${module.content.module.id}`);
}

function link(module: SeriesModule): HTMLAnchorElement {
  const found = one<HTMLAnchorElement>("[data-open]", row(module));
  if (found === null) throw new Error("The package is incomplete.");
  return found;
}

/** The modules that must be complete before this one and are not; none for whoever only looks. */
function missing(module: SeriesModule, series: SeriesData, host: SeriesHost): readonly SeriesModule[] {
  if (host.looking || host.state(module.content).completed) return [];
  return series.modules.filter(
    ({ content }) => module.requires.includes(content.module.id) && !host.state(content).completed,
  );
}

function isClosed(module: SeriesModule, series: SeriesData, host: SeriesHost): boolean {
  return missing(module, series, host).length > 0 || unsaid(host);
}

/** Whether who takes it is still to be said, without which nothing opens. */
function unsaid(host: SeriesHost): boolean {
  return host.chooses && host.audience === null;
}

function mark(module: SeriesModule, series: SeriesData, host: SeriesHost): void {
  const { completed, seconds } = host.state(module.content);
  const share = shareOf(module.content, host);
  const closed = isClosed(module, series, host);
  const begun = !completed && (seconds > 0 || share > 0);
  const here = row(module);
  here.classList.toggle("is-done", completed);
  here.classList.toggle("is-begun", begun && !closed);
  here.classList.toggle("is-closed", closed);
  const words = completed ? "Complete" : begun ? fill(says.inProgress, percent(share)) : says.notStarted;
  const why = host.known && unsaid(host) ? says.sayWhoFirst : says.notOpenYet;
  for (const state of all("[data-state]", here)) say(state, closed ? why : words);
  const target = link(module);
  const { id } = module.content.module;
  const first = missing(module, series, host).length > 0;
  show(one("[data-first]", here), first);
  // For whoever goes from link to link, and hears nothing of what stands around them.
  target.setAttribute("aria-describedby", first ? `state-${id} first-${id}` : `state-${id}`);
  if (closed) target.setAttribute("aria-disabled", "true");
  else target.removeAttribute("aria-disabled");
}

/** Puts the focus on the page's heading: from a frame alone, Shift+Tab goes to the page's end, not to the bar. */
function enter(frame: HTMLIFrameElement): void {
  frame.focus();
  const heading = frame.contentDocument?.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** The frame over the menu: a new one for each page, so that Back leaves the series, not the page. */
class ModuleFrame {
  readonly #series: SeriesData;
  readonly #host: SeriesHost;
  readonly #title = document.title;
  #module: SeriesModule | null = null;

  constructor(series: SeriesData, host: SeriesHost) {
    this.#series = series;
    this.#host = host;
    on(the("back-to-menu"), "click", () => void this.#close());
    on(the("next-module"), "click", () => {
      const next = this.#next();
      if (next) void this.#stop().then(() => this.open(next));
    });
  }

  open(module: SeriesModule): void {
    this.#module = module;
    const { title } = module.content.module;
    const frame = this.#renewed();
    frame.title = title;
    document.title = `${title} – ${this.#title}`;
    frame.src = module.launch;
    say(the("bar-title"), `${module.number}. ${title}`);
    show(the("catalogue"), false);
    show(the("opened"), true);
    this.tell();
    on(frame, "load", () => enter(frame), { once: true });
  }

  /** Offers what comes next once the module that is open is complete, and nothing after Save and exit. */
  tell(): void {
    const done = this.#module !== null && this.#host.state(this.#module.content).completed;
    const { ended } = this.#host;
    show(the("back-to-menu"), !ended);
    show(the("next-module"), !ended && done && this.#next() !== null);
  }

  #next(): SeriesModule | null {
    const { modules } = this.#series;
    const at = this.#module === null ? -1 : modules.indexOf(this.#module);
    const rest = [...modules.slice(at + 1), ...modules.slice(0, Math.max(0, at))];
    const open = rest.find(
      (module) =>
        !this.#host.state(module.content).completed && !isClosed(module, this.#series, this.#host),
    );
    return open ?? null;
  }

  async #close(): Promise<void> {
    const module = this.#module;
    await this.#stop();
    this.#renewed();
    this.#module = null;
    document.title = this.#title;
    show(the("opened"), false);
    show(the("catalogue"), true);
    if (module) link(module).focus();
  }

  /** Stops the video, which its page then notes, before the page goes. */
  async #stop(): Promise<void> {
    const video = the<HTMLIFrameElement>("frame").contentDocument?.querySelector("video");
    if (video) await stopVideo(video);
    this.#host.left();
  }

  #renewed(): HTMLIFrameElement {
    const old = the<HTMLIFrameElement>("frame");
    const frame = old.cloneNode() as HTMLIFrameElement;
    frame.removeAttribute("src");
    old.replaceWith(frame);
    return frame;
  }
}
