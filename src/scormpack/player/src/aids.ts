/** Job aids: read in a dialog of this page (a new window could lose the LMS), then acknowledged. */

import { all, one, show, the } from "./dom.ts";
import type { Store } from "./store.ts";

interface Aid {
  readonly id: string;
  readonly item: HTMLElement;
  readonly body: HTMLElement | null;
}

export function setUpAids(store: Store): void {
  const opened = new Set<string>();
  const aids: Aid[] = all("[data-aid]").map((item) => ({
    id: item.dataset["aid"] ?? "",
    item,
    body: one("[data-body]", item),
  }));
  const update = (): void => aids.forEach((aid) => standing(aid, opened, store));
  const reader = setUpReader();
  for (const aid of aids) {
    show(aid.body, false);
    const open = one<HTMLButtonElement>("[data-read]", aid.item);
    show(open, true);
    open?.addEventListener("click", () => {
      opened.add(aid.id);
      update();
      reader(aid);
    });
    for (const link of all("[data-opened]", aid.item)) {
      link.addEventListener("click", () => {
        opened.add(aid.id);
        update();
      });
    }
    one("[data-acknowledge-button]", aid.item)?.addEventListener("click", () => acknowledge(aid, store));
  }
  store.watch(update);
}

function acknowledge(aid: Aid, store: Store): void {
  const { acknowledged } = store.state();
  if (acknowledged.includes(aid.id)) return;
  store.note({ kind: "acknowledged", aid: aid.id });
  store.change({ acknowledged: [...acknowledged, aid.id] }, "now");
}

function standing(aid: Aid, opened: ReadonlySet<string>, store: Store): void {
  const row = one("[data-acknowledge]", aid.item) ?? one(`[data-acknowledge="${aid.id}"]`, the("reader-foot"));
  if (!row) return;
  const done = store.state().acknowledged.includes(aid.id);
  const button = one<HTMLButtonElement>("[data-acknowledge-button]", row);
  const hadFocus = button !== null && document.activeElement === button;
  const reader = the<HTMLDialogElement>("reader");
  show(row, true);
  show(button, !done);
  if (button) button.disabled = !opened.has(aid.id);
  show(one("[data-acknowledge-hint]", row), !done && !opened.has(aid.id));
  show(one("[data-acknowledged]", row), done);
  if (done && hadFocus && reader.open) the("reader-close").focus();
}

/** Opens an aid in the dialog, with its acknowledgement at the foot; both go back on closing. */
function setUpReader(): (aid: Aid) => void {
  const dialog = the<HTMLDialogElement>("reader");
  const body = the("reader-body");
  const foot = the("reader-foot");
  let giveBack = (): void => undefined;
  the("reader-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => giveBack());
  return (aid) => {
    if (!aid.body) return;
    const row = one<HTMLElement>("[data-acknowledge]", aid.item);
    const content = aid.body;
    the("reader-title").textContent = one("h3", aid.item)?.textContent ?? "";
    if (row) row.dataset["acknowledge"] = aid.id;
    giveBack = () => {
      show(content, false);
      aid.item.append(content);
      if (row) aid.item.append(row);
      giveBack = () => undefined;
    };
    show(content, true);
    body.append(content);
    if (row) foot.append(row);
    dialog.showModal();
    body.scrollTop = 0;
  };
}
