/** The few words of DOM that every part of the page needs. */

/** The element with this id, which launch.html always has; a missing one is a bug. */
export function the<T extends Element = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no #${id} in the page`);
  return found as Element as T;
}

/** The element with this id, where the module has that part. */
export function maybe<T extends Element = HTMLElement>(id: string): T | null {
  return document.getElementById(id) as Element | null as T | null;
}

export function all<T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

export function one<T extends Element = HTMLElement>(selector: string, within: ParentNode): T | null {
  return within.querySelector<T>(selector);
}

/** Has `listener` called at each such event; nothing where there is no element. */
export function on<K extends keyof HTMLElementEventMap>(
  target: EventTarget | null | undefined,
  name: K,
  listener: (event: HTMLElementEventMap[K]) => void,
  options?: AddEventListenerOptions,
): void {
  target?.addEventListener(name, listener as EventListener, options);
}

/** A new element; `text` becomes text, never mark-up. */
export function made(tag: string, text = "", className = ""): HTMLElement {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** Sets text only where it differs, so that live regions stay quiet. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function show(element: Element | null, visible: boolean): void {
  element?.toggleAttribute("hidden", !visible);
}

export function press(button: Element | null, pressed: boolean): void {
  button?.setAttribute("aria-pressed", String(pressed));
}
