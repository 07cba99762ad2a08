/** How long a learner spent on each question: the time up to each change of its answer. */

import { on } from "./dom.ts";

const MOST_SECONDS = 600;

export interface Stopwatch {
  /** Seconds spent on the question since they were last taken. */
  take(question: string): number;
}

/** Starts when the learner first touches `form`. */
export function createStopwatch(form: HTMLElement): Stopwatch {
  const spent = new Map<string, number>();
  let last: number | null = null;
  const begin = (): void => {
    last ??= performance.now();
  };
  on(form, "focusin", begin);
  on(form, "pointerdown", begin);
  on(form, "change", (event) => {
    const now = performance.now();
    const question = (event.target as HTMLInputElement).name;
    const seconds = Math.min(MOST_SECONDS, (now - (last ?? now)) / 1000);
    spent.set(question, (spent.get(question) ?? 0) + seconds);
    last = now;
  });
  return {
    take(question) {
      const seconds = spent.get(question) ?? 0;
      spent.delete(question);
      return Math.round(seconds * 100) / 100;
    },
  };
}
