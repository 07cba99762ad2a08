/** Which window keeps the record, where several show one module to one learner: the newest. */

import { digest } from "./checksum.ts";
import type { Store } from "./journal.ts";

export interface Claim {
  /** Takes it, from whichever window has it, unless that one was opened after this one. */
  take(): void;
  /** Whether this window has it; takes it where no window has. To be asked before each write. */
  keep(): boolean;
  /** Gives it up, for another window to go on. */
  release(): void;
}

/**
 * Milliseconds after which a claim that was not renewed is that of a window which was killed.
 * Windows in the background run their timers once a minute.
 */
const DEAD_AFTER = 180_000;

/**
 * `opened`: when this window was, in milliseconds. `listen` calls back when another window has written the
 * key. Where `store` is memory, the window is alone.
 */
export function openClaim(
  store: Store,
  name: string,
  time: { now(): Date; opened: number },
  listen: (key: string, listener: () => void) => void,
  changed: () => void,
): Claim {
  const key = `scormpack.window.${digest(name)}`;
  const own = Math.random().toString(36).slice(2);
  const renew = (): void => store.setItem(key, `${own} ${time.now().getTime()} ${time.opened}`);
  const held = (): { id?: string | undefined; opened?: number } => {
    const [id, at, opened] = (store.getItem(key) ?? "").split(" ");
    return time.now().getTime() - Number(at) < DEAD_AFTER ? { id, opened: Number(opened) } : {};
  };
  listen(key, changed);
  return {
    take: () => {
      // The LMS may have answered the newer window first. One of the future is of a clock that was put back.
      const { opened = 0 } = held();
      if (!(opened > time.opened && opened <= time.now().getTime())) renew();
    },
    keep: () => {
      if (![own, undefined].includes(held().id)) return false;
      renew();
      return true;
    },
    release: () => {
      if (held().id === own) store.removeItem(key);
    },
  };
}
