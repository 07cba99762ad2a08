/** Job aids: read in a dialog of this page (a new window could lose the LMS), then acknowledged. */

import { all, on, one, say, show, the } from "./dom.ts";
import type { Store } from "./store.ts";

interface Aid {
  readonly id: string;
  readonly title: string;
  readonly item: HTMLElement;
  readonly body: HTMLElement | null;
  /** Where it is acknowledged; at the foot of the dialog while the aid is read there. */
  readonly row: HTMLElement | null;
}

export function setUpAids(store: Store): void {
  const opened = new Set<string>();
  const aids: Aid[] = all("[data-aid]").map((item) => ({
    id: item.dataset["aid"] ?? "",
    title: one("h3", item)?.textContent ?? "",
    item,
    body: one("[data-body]", item),
    row: one("[data-acknowledge]", item),
  }));
  const update = (): void => aids.forEach((aid) => standing(aid, opened, store));
  const reader = setUpReader();
  for (const aid of aids) {
    const open = (): void => {
      opened.add(aid.id);
      update();
    };
    const read = one("[data-read]", aid.item);
    show(aid.body, false);
    show(read, true);
    on(read, "click", () => {
      open();
      reader(aid);
    });
    for (const link of all("[data-opened]", aid.item)) on(link, "click", open);
    on(one("[data-acknowledge-button]", aid.item), "click", () => acknowledge(aid, store));
  }
  store.watch(update);
}

function acknowledge(aid: Aid, store: Store): void {
  const { acknowledged } = store.state();
  if (acknowledged.includes(aid.id)) return;
  store.note({ kind: "acknowledged", aid: aid.id });
  store.change({ acknowledged: [...acknowledged, aid.id] }, "now");
}

function standing({ id, row }: Aid, opened: ReadonlySet<string>, store: Store): void {
  const button = row && one<HTMLButtonElement>("[data-acknowledge-button]", row);
  if (!button) return;
  const done = store.state().acknowledged.includes(id);
  const hadFocus = document.activeElement === button;
  show(row, true);
  show(button, !done);
  button.disabled = !opened.has(id);
  show(one("[data-acknowledge-hint]", row), !done && button.disabled);
  show(one("[data-acknowledged]", row), done);
  if (done && hadFocus && the<HTMLDialogElement>("reader").open) the("reader-close").focus();
}

/** Opens an aid in the dialog, with its acknowledgement at the foot; both go back on closing. */
function setUpReader(): (aid: Aid) => void {
  const dialog = the<HTMLDialogElement>("reader");
  const place = the("reader-body");
  let giveBack = (): void => undefined;
  on(the("reader-close"), "click", () => dialog.close());
  on(dialog, "click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  on(dialog, "close", () => giveBack());
  return ({ title, item, body, row }) => {
    if (!body) return;
    say(the("reader-title"), title);
    giveBack = () => {
      show(body, false);
      item.append(body, ...(row ? [row] : []));
    };
    show(body, true);
    place.append(body);
    if (row) the("reader-foot").append(row);
    dialog.showModal();
    place.scrollTop = 0;
  };
}
