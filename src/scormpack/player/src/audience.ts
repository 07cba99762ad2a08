/** In a package for all: who takes it, said once and kept. */

import type { Audience, Content } from "./content.ts";
import { all, maybe, on, one, say, show, the } from "./dom.ts";
import type { Store } from "./store.ts";
import { takenAs } from "./words.ts";

export interface Choice {
  /** null where it is still to be said. */
  readonly audience: Audience | null;
  /** Whether it can be said here: not where the launch did, nor once all is complete. */
  readonly open: boolean;
}

/** Shows the question until it is answered; the answer can be changed while it is `open`. */
export function setUpChooser(choose: (audience: Audience) => void): (choice: Choice) => void {
  if (maybe("chooser") === null) return () => undefined;
  const [again, buttons] = [the("choose-again"), all("[data-audience]")];
  let asked = false;
  let now: Choice = { audience: null, open: false };
  const update = (choice: Choice): void => {
    now = choice;
    const { audience, open } = choice;
    const asking = open && (audience === null || asked);
    show(the("chooser"), asking);
    const said = audience === null || asking ? "" : takenAs(audience);
    say(the("chosen-text"), said);
    show(again, open && said !== "");
    for (const button of buttons) {
      button.setAttribute("aria-current", String(button.dataset["audience"] === audience));
    }
  };
  for (const button of buttons) {
    on(button, "click", () => {
      asked = false;
      choose(button.dataset["audience"] as Audience);
      // What had the focus is gone; so is the way to change where this answer completed all.
      (now.open ? again : the("chosen")).focus();
    });
  }
  on(again, "click", () => {
    asked = true;
    update(now);
    the("chooser-title").focus();
  });
  return update;
}

/** The page of one module. What is for commanders is shown once it is said that one takes it. */
export function setUpAudience(content: Content, store: Store): void {
  if (content.module.audience !== "all") return;
  const update = setUpChooser((audience) => store.change({ audience }, "now"));
  store.watch((state, { audience }) => {
    const chooses = store.chooses();
    // An LMS may say complete and have lost the rest.
    update({ audience, open: chooses && (audience === null || !state.completed) });
    show(one("[data-todo=audience]", document), chooses);
    show(maybe("packet"), audience === "commander");
  });
}
