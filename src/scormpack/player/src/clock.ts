/** Time: durations from a steady clock, timestamps from the wall. */

export interface Clock {
  /** Seconds since some start; never goes back. */
  steady(): number;
  /** Wall-clock time; never before the time given last. */
  now(): Date;
}

export function systemClock(): Clock {
  let last = 0;
  return {
    steady: () => performance.now() / 1000,
    now: () => {
      last = Math.max(last, Date.now());
      return new Date(last);
    },
  };
}

/** Seconds; background tabs run timers once a minute, so a longer gap is a sleeping computer. */
const LONGEST_GAP = 90;

/** Seconds spent here since it was made: long gaps between two calls count as `LONGEST_GAP`. */
export function stopwatch(clock: Clock): () => number {
  let last = clock.steady();
  let total = 0;
  return () => {
    const now = clock.steady();
    total += Math.min(Math.max(0, now - last), LONGEST_GAP);
    last = now;
    return total;
  };
}
