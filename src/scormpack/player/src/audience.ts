/** In a package for all: who takes it, said once and kept. */

import type { Audience, Content } from "./content.ts";
import { all, maybe, say, show, the } from "./dom.ts";
import type { State } from "./state.ts";
import type { Store } from "./store.ts";

const NAMES: Readonly<Record<Audience, string>> = { officer: "line officer", commander: "commander or supervisor" };

export interface Choice {
  /** null where it is still to be said. */
  readonly audience: Audience | null;
  /** Whether it can be said here: not where the launch did, nor once all is complete. */
  readonly open: boolean;
}

/** Shows the question until it is answered; the answer can be changed while it is `open`. */
export function setUpChooser(choose: (audience: Audience) => void): (choice: Choice) => void {
  if (maybe("chooser") === null) return () => undefined;
  let again = false;
  let now: Choice = { audience: null, open: false };
  const update = (choice: Choice): void => {
    now = choice;
    const { audience, open } = choice;
    const asking = open && (audience === null || again);
    show(the("chooser"), asking);
    show(the("chosen"), audience !== null && !asking);
    show(the("choose-again"), open);
    if (audience !== null) say(the("chosen-text"), `You take this as: ${NAMES[audience]}.`);
    for (const button of all("[data-audience]")) {
      button.setAttribute("aria-pressed", String(button.dataset["audience"] === audience));
    }
  };
  for (const button of all("[data-audience]")) {
    button.addEventListener("click", () => {
      again = false;
      choose(button.dataset["audience"] as Audience);
      // What had the focus is gone.
      the("choose-again").focus();
    });
  }
  the("choose-again").addEventListener("click", () => {
    again = true;
    update(now);
    the("chooser-title").focus();
  });
  return update;
}

/** The page of one module. */
export function setUpAudience(content: Content, store: Store): void {
  const update = setUpChooser((audience) => store.change({ audience }, "now"));
  store.watch((state: State, { audience }) => {
    update({ audience, open: store.chooses() && !state.completed });
    if (content.module.audience === "all") show(maybe("packet"), audience === "commander");
  });
}
