/** What was done and may not be in the LMS yet, kept in the browser by learner and activity. */

import { attempt, parsed } from "./attempt.ts";
import { digest } from "./checksum.ts";

/** The part of `Storage` that is used. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Entry {
  readonly sequence: number;
  /** Milliseconds since 1970 of the write. */
  readonly at: number;
  /** The bookmark. */
  readonly text: string;
  /** Whether the LMS has read it back. An LMS may do so from memory, hence it is still kept. */
  readonly seen: boolean;
}

export interface Journal {
  /** The newest entry, or null. */
  read(): Entry | null;
  /**
   * Replaces the entry: a bookmark holds everything that the one before it held.
   * `seen`: what matters of it was read back before.
   */
  append(text: string, seen: boolean): void;
  /** Marks the entry as read back, if it is still `text`. */
  seen(text: string): void;
  /** Forgets the entry, if it is still `text`. */
  clear(text: string): void;
  /** Puts `entry` in the place of what was written since it was read. */
  restore(entry: Entry | null): void;
}

const DAY = 24 * 3600 * 1000;
/**
 * A confirmed entry is replayed for this long, since an LMS can confirm what it then fails to store
 * (RUNTIME F13, F14). Longer, and an old completion would fill in a new enrolment.
 */
const SEEN_FOR = 14 * DAY;
/** One that was never confirmed: for less than the year after which the same training is due again. */
export const UNSEEN_FOR = 180 * DAY;

export function openJournal(
  store: Store,
  learner: string,
  activity: string,
  now: () => Date,
): Journal {
  const key = `scormpack.${digest(learner)}.${digest(activity)}`;
  const read = (): Entry | null => {
    const entry = entryIn(attempt(() => store.getItem(key)) ?? null);
    if (entry === null) return null;
    const age = now().getTime() - entry.at;
    return age > (entry.seen ? SEEN_FOR : UNSEEN_FOR) ? null : entry;
  };
  const write = (entry: Entry | null): void => {
    attempt(() => (entry === null ? store.removeItem(key) : store.setItem(key, JSON.stringify(entry))));
  };
  return {
    read,
    append: (text, seen) =>
      write({ sequence: (read()?.sequence ?? 0) + 1, at: now().getTime(), text, seen }),
    seen: (text) => {
      const entry = read();
      if (entry?.text === text) write({ ...entry, seen: true });
    },
    clear: (text) => {
      if (read()?.text === text) write(null);
    },
    restore: write,
  };
}

/** `localStorage` where it works, else memory: storage may be blocked, full or absent. */
export function browserStore(storage: () => Store): Store {
  const memory = new Map<string, string>();
  return {
    getItem: (key) => memory.get(key) ?? attempt(() => storage().getItem(key)) ?? null,
    setItem: (key, value) => {
      memory.delete(key);
      if (attempt(() => (storage().setItem(key, value), true)) !== true) memory.set(key, value);
    },
    removeItem: (key) => {
      memory.delete(key);
      attempt(() => storage().removeItem(key));
    },
  };
}

function entryIn(text: string | null): Entry | null {
  const entry = parsed(text) as Partial<Entry> | null;
  if (typeof entry?.text !== "string" || typeof entry.at !== "number") return null;
  const sequence = typeof entry.sequence === "number" ? entry.sequence : 0;
  return { sequence, at: entry.at, text: entry.text, seen: entry.seen === true };
}
