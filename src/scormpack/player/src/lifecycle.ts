/** How a page ends: hidden, put aside, or gone. There is no other event to count on. */

export interface PageEvents {
  /** Hidden, or put aside in the back/forward cache: it may never be seen again, or go on. */
  hidden(): void;
  /** Gone for good; called once. */
  leaving(): void;
  /** Back, online, or used: a good moment to try again. */
  awake(): void;
  /** Whether leaving now would lose something. */
  unsaved(): boolean;
}

export function watchPage(page: Window, events: PageEvents): void {
  let gone = false;
  page.document.addEventListener("visibilitychange", () => {
    if (page.document.visibilityState === "hidden") events.hidden();
    else events.awake();
  });
  page.addEventListener("pagehide", (event) => {
    if (event.persisted) events.hidden();
    else if (!gone) {
      gone = true;
      events.leaving();
    }
  });
  page.addEventListener("pageshow", (event) => {
    if (event.persisted) events.awake();
  });
  page.addEventListener("online", () => events.awake());
  page.addEventListener("click", () => events.awake(), { capture: true });
}

let asking: ((event: Event) => void) | null = null;

/** Lets the browser ask before leaving, only while `on`: the listener alone keeps some pages uncached. */
export function guardLeaving(page: Window, on: boolean, unsaved: () => boolean): void {
  const kind = "beforeunload";
  if (asking !== null) page.removeEventListener(kind, asking);
  asking = null;
  if (!on) return;
  asking = (event) => {
    if (unsaved()) event.preventDefault();
  };
  page.addEventListener(kind, asking);
}

/** Calls back when another window has written `key`. */
export function listenToStorage(page: Window, key: string, listener: () => void): void {
  page.addEventListener("storage", (event) => {
    if (event.key === key) listener();
  });
}
