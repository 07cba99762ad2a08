/** Which window keeps the record, where several show one module to one learner: the newest. */

import { digest } from "./checksum.ts";
import type { Store } from "./journal.ts";

export interface Claim {
  /** Takes it, from whichever window has it. */
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

/** `listen` calls back when another window has written the key. Where `store` is memory, the window is alone. */
export function openClaim(
  store: Store,
  name: string,
  now: () => Date,
  listen: (key: string, listener: () => void) => void,
  changed: () => void,
): Claim {
  const key = `scormpack.window.${digest(name)}`;
  const own = Math.random().toString(36).slice(2);
  const take = (): void => store.setItem(key, `${own} ${now().getTime()}`);
  const holder = (): string | undefined => {
    const [id, at] = (store.getItem(key) ?? "").split(" ");
    return now().getTime() - Number(at) < DEAD_AFTER ? id : undefined;
  };
  listen(key, changed);
  return {
    take,
    keep: () => {
      if (![own, undefined].includes(holder())) return false;
      take();
      return true;
    },
    release: () => {
      if (holder() === own) store.removeItem(key);
    },
  };
}
