// Notes who listens to a page's going: `unload`, which none may, and `beforeunload`. It changes nothing.
"use strict";

(() => {
  const listening = { unload: new Set(), beforeunload: new Set() };
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const begin = (kind, listener) => {
    listening[kind].add(listener);
    window.scormpackListens?.(kind);
  };
  EventTarget.prototype.addEventListener = function (kind, listener, options) {
    if (kind in listening && listener) begin(kind, listener);
    return addEventListener.call(this, kind, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (kind, listener, options) {
    if (kind in listening) listening[kind].delete(listener);
    return removeEventListener.call(this, kind, listener, options);
  };
  for (const owner of [window, HTMLBodyElement.prototype]) {
    for (const kind of Object.keys(listening)) {
      const name = `on${kind}`;
      const property = Object.getOwnPropertyDescriptor(owner, name);
      const set = function (handler) {
        if (typeof handler === "function") begin(kind, name);
        else listening[kind].delete(name);
        property.set.call(this, handler);
      };
      Object.defineProperty(owner, name, { ...property, set });
    }
  }
  // An attribute makes a handler without any call.
  const written = (kind) => document.querySelectorAll(`[on${kind}]`).length;
  window.listeners = (kind) => listening[kind].size + written(kind);
})();
