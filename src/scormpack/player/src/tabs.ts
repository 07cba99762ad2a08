/** Three sections beside the video as tabs (ARIA Authoring Practices: tabs, automatic activation). */

import { all, on, show, the } from "./dom.ts";

export interface Tabs {
  /** Opens the tab, if any, that `element` lies in. */
  reveal(element: Element): void;
}

export function setUpTabs(): Tabs {
  const list = the("tabs");
  const tabs = all("button", list);
  const panelOf = (tab: HTMLElement): HTMLElement => the(tab.getAttribute("aria-controls") ?? "");
  const select = (chosen: HTMLElement, focus: boolean): void => {
    for (const tab of tabs) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      show(panelOf(tab), on);
      if (on && focus) tab.focus();
    }
  };
  for (const tab of tabs) {
    panelOf(tab).setAttribute("role", "tabpanel");
    on(tab, "click", () => select(tab, false));
  }
  on(list, "keydown", (event) => {
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const target = neighbour(event.key, at, tabs.length);
    const tab = target === null ? undefined : tabs[target];
    if (!tab) return;
    event.preventDefault();
    select(tab, true);
  });
  show(list, true);
  const first = tabs[0];
  if (first) select(first, false);
  return {
    reveal(element) {
      const tab = tabs.find((each) => panelOf(each).contains(element));
      if (tab) select(tab, false);
    },
  };
}

/** Which tab a key leads to; null where it is no key of tabs. */
export function neighbour(key: string, at: number, count: number): number | null {
  if (at < 0) return null;
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
