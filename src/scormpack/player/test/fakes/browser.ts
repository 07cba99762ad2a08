/** What windows of one browser share: storage, of which each hears what the others write. */

import type { Store } from "../../src/journal.ts";

export interface FakeWindow {
  readonly store: Store;
  readonly listen: (key: string, listener: () => void) => void;
}

export class FakeBrowser {
  readonly #kept = new Map<string, string>();
  readonly #listeners: { window: object; key: string; listener: () => void }[] = [];

  window(): FakeWindow {
    const window = {};
    const wrote = (key: string): void => {
      for (const each of this.#listeners) if (each.window !== window && each.key === key) each.listener();
    };
    return {
      store: {
        getItem: (key) => this.#kept.get(key) ?? null,
        setItem: (key, value) => {
          this.#kept.set(key, value);
          wrote(key);
        },
        removeItem: (key) => {
          this.#kept.delete(key);
          wrote(key);
        },
      },
      listen: (key, listener) => void this.#listeners.push({ window, key, listener }),
    };
  }

  empty(): void {
    this.#kept.clear();
  }
}
