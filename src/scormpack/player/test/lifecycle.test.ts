import assert from "node:assert/strict";
import { test } from "node:test";
import { guardLeaving, listenToStorage, watchPage } from "../src/lifecycle.ts";

/** A window that only has events. */
function page(): { window: Window; fire(name: string, more?: object): Event; hide(): void; show(): void } {
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const window = Object.assign(new EventTarget(), { document });
  const fire = (target: EventTarget, name: string, more: object = {}): Event => {
    const event = Object.assign(new Event(name, { cancelable: true }), more);
    target.dispatchEvent(event);
    return event;
  };
  const turn = (visibilityState: string): void => {
    document.visibilityState = visibilityState;
    fire(document, "visibilitychange");
  };
  return {
    window: window as unknown as Window,
    fire: (name, more) => fire(window, name, more),
    hide: () => turn("hidden"),
    show: () => turn("visible"),
  };
}

test("hidden, put aside, gone and back are told apart; gone is told once", () => {
  const { window, fire, hide, show } = page();
  const told: string[] = [];
  watchPage(window, {
    hidden: () => told.push("hidden"),
    leaving: () => told.push("leaving"),
    awake: () => told.push("awake"),
    unsaved: () => false,
  });
  hide();
  show();
  fire("pagehide", { persisted: true });
  fire("pageshow", { persisted: true });
  fire("pageshow", { persisted: false });
  fire("online");
  fire("click");
  fire("pagehide", { persisted: false });
  fire("pagehide", { persisted: false });
  const before = ["hidden", "awake", "hidden", "awake", "awake", "awake"];
  assert.deepEqual(told, [...before, "leaving"]);
});

test("the browser asks only while guarded and something is unsaved", () => {
  const { window, fire } = page();
  let unsaved = true;
  const asks = (): boolean => fire("beforeunload").defaultPrevented;
  assert.equal(asks(), false);
  guardLeaving(window, true, () => unsaved);
  guardLeaving(window, true, () => unsaved);
  assert.equal(asks(), true);
  unsaved = false;
  assert.equal(asks(), false);
  unsaved = true;
  guardLeaving(window, false, () => unsaved);
  assert.equal(asks(), false);
});

test("only what another window writes under the key is told", () => {
  const { window, fire } = page();
  let heard = 0;
  listenToStorage(window, "ours", () => heard++);
  fire("storage", { key: "theirs" });
  fire("storage", { key: null });
  assert.equal(heard, 0);
  fire("storage", { key: "ours" });
  assert.equal(heard, 1);
});
