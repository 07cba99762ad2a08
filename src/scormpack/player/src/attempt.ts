/** What a browser may refuse: storage that is blocked, a frame of another origin. */

/** undefined where `action` throws. */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** null for what is no JSON. */
export function parsed(text: string | null): unknown {
  return attempt(() => JSON.parse(text ?? "null") as unknown) ?? null;
}
