/** What the page says of the record: the footer, the banner, the end, and leaving. */

import { maybe, on, say, show, the } from "./dom.ts";
import type { Keeper, SaveState } from "./keeper.ts";
import says from "./sentences.json" with { type: "json" };
import type { Store } from "./store.ts";
import { stopVideo } from "./watch.ts";
import { alarm, banner, closing, percent, saveWords } from "./words.ts";

/** Milliseconds that a save may take before "Saving" is said: short ones are not worth a word. */
const PATIENCE = 1000;

/** What the page says it of: a module, or the menu of a series. */
export interface Told {
  completed(): boolean;
  /** Calls back at once and after every change. */
  watch(listener: () => void): void;
  /** Stops what plays, before leaving. */
  pause(): Promise<void>;
  /** What to do once all is complete, in words. */
  next(save: SaveState): string;
  /** Fills in the end of the page once all is complete. */
  receipt(save: SaveState): void;
}

export function setUpSaveState(keeper: Pick<Keeper, "onSave" | "exit" | "receipt">, told: Told): void {
  let save: SaveState = { kind: "opening" };
  let timer = 0;
  const update = (): void => {
    tell(told, save);
    // Not before: making one out encodes the whole record, and this runs as the video plays.
    tellReceipt(told.completed() && save.kind !== "not-recording" ? keeper.receipt() : null);
  };
  keeper.onSave((now) => {
    save = now;
    clearTimeout(timer);
    if (now.kind === "saving" && !told.completed()) timer = window.setTimeout(update, PATIENCE);
    else update();
  });
  told.watch(update);
  setUpExit(keeper, told);
  on(the("receipt-copy"), "click", copyReceipt);
  keepRoom();
}

function tellReceipt(text: string | null): void {
  show(the("receipt"), text !== null);
  say(the("receipt-text"), text ?? "");
}

/** The Clipboard API needs https, and leave from the LMS's page around this one. What is not copied stays selected. */
function copyReceipt(): void {
  getSelection()?.selectAllChildren(the("receipt-text"));
  show(the("receipt-copied"), document.execCommand("copy"));
}

/** A module's page, with its receipt. */
export function moduleTold(store: Store, video: HTMLVideoElement, next: Told["next"]): Told {
  return {
    completed: () => store.state().completed,
    watch: (listener) => store.watch(listener),
    pause: () => stopVideo(video),
    next,
    receipt: (save) => {
      say(the("receipt-watched"), percent(store.standing().watched));
      say(the("receipt-record"), record(save));
      const { score } = store.state();
      const line = maybe("receipt-score");
      if (line) say(line, score === null ? "–" : percent(score));
    },
  };
}

/** Tells the style sheet how high the footer is, so that it never lies over the end of the page. */
function keepRoom(): void {
  const dock = the("dock");
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--dock", `${dock.offsetHeight}px`);
  }).observe(dock);
}

function tell(told: Told, save: SaveState): void {
  const completed = told.completed();
  say(the("save-words"), saveWords(save, completed));
  say(the("save-time"), "at" in save && !completed ? timeOf(save.at) : "");
  say(the("alarm"), alarm(save, completed));
  const why = banner(save);
  say(the("banner-text"), why);
  show(the("banner"), why !== "");
  const looking = save.kind === "not-recording" && (save.why === "review" || save.why === "browse");
  the("banner").classList.toggle("is-calm", looking);
  const exit = maybe("exit");
  show(exit, save.kind !== "not-recording" || looking);
  if (exit) say(exit, looking ? "Exit" : says.saveAndExit);
  show(the("finish"), completed);
  document.body.classList.toggle("is-complete", completed);
  if (!completed) return;
  say(the("finish-text"), saveWords(save, true) || says.doneNotSaved);
  say(the("finish-next"), told.next(save));
  told.receipt(save);
}

function timeOf(at: Date): string {
  return at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}

function record(save: SaveState): string {
  if ("at" in save) {
    const word = save.kind === "saved" ? "Saved" : "Sent";
    return `${word} ${save.at.toLocaleDateString()} ${timeOf(save.at)}`;
  }
  if (save.kind !== "not-recording") return says.notSavedYet;
  return save.why === "second-window" ? says.inOtherWindow : says.notRecorded;
}

function setUpExit(keeper: Pick<Keeper, "exit">, told: Told): void {
  const button = maybe<HTMLButtonElement>("exit");
  const dialog = the<HTMLDialogElement>("closing");
  let final = false;
  on(the("closing-back"), "click", () => dialog.close());
  // Browsers let a second Escape through, whatever `cancel` says.
  on(dialog, "close", () => {
    if (final) dialog.showModal();
  });
  button?.addEventListener("click", () => {
    button.disabled = true;
    const exited = told.pause().then(() => keeper.exit());
    void exited.then((save) => {
      const words = closing(save, told.completed());
      final = !words.back;
      button.disabled = final;
      say(the("closing-title"), words.title);
      say(the("closing-text"), words.text);
      show(the("closing-back"), words.back);
      dialog.showModal();
      the("closing-title").focus();
    });
  });
}
