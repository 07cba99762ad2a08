/** The learner's word, at the end, that the briefing was watched and understood. */

import { maybe, on, say, show, the } from "./dom.ts";
import says from "./sentences.json" with { type: "json" };
import type { Store } from "./store.ts";

export function setUpAttest(store: Store): void {
  const actions = maybe("attest-actions");
  if (actions === null) return;
  const [button, done] = [the("attest-button"), the("attest-done")];
  show(actions, true);
  on(button, "click", () => {
    if (!store.standing().watchedDone || store.state().attested) return;
    store.note({ kind: "attested" });
    store.change({ attested: true }, "now");
    done.focus();
  });
  store.watch(({ attested }, { watchedDone }) => {
    show(button, !attested);
    show(done, attested);
    // Emptied, not hidden: what describes a control is read out even where it is hidden.
    say(the("attest-hint"), watchedDone || attested ? "" : says.watchFirst);
    // Not `disabled`: it can then be found and says why it does nothing yet.
    button.setAttribute("aria-disabled", String(!watchedDone));
  });
}
