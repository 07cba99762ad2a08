/** How long to wait before the next try. */

const LONGEST = 30;

/** Milliseconds before try `failures` + 1: 1, 2, 4 … 30 s, shortened by up to half at random. */
export function retryDelay(failures: number, random: () => number): number {
  const full = Math.min(LONGEST, 2 ** Math.max(0, failures - 1));
  return 1000 * full * (1 - random() / 2);
}
