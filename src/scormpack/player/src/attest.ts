/** The learner's word, at the end, that the briefing was watched and understood. */

import { maybe, show, the } from "./dom.ts";
import type { Store } from "./store.ts";

export function setUpAttest(store: Store): void {
  const section = maybe("attest");
  if (section === null) return;
  const button = the("attest-button");
  show(section, true);
  button.addEventListener("click", () => {
    if (!store.standing().watchedDone || store.state().attested) return;
    store.note({ kind: "attested" });
    store.change({ attested: true }, "now");
    the("attest-title").focus();
  });
  store.watch((state, { watchedDone }) => {
    show(button, !state.attested);
    show(the("attest-done"), state.attested);
    show(the("attest-hint"), !watchedDone && !state.attested);
    // Not `disabled`: it can then be found and says why it does nothing yet.
    button.setAttribute("aria-disabled", String(!watchedDone));
  });
}
