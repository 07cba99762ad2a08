/** Whether the server still knows the learner: an LMS's API may say "true" without it (RUNTIME F13, F14). */

import says from "./sentences.json" with { type: "json" };
import { SessionError } from "./session.ts";

/** "gone": the server knows nobody. "lost": no connection. "unknown": nothing follows from the answer. */
export type Probed = "fine" | "gone" | "lost" | "unknown";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Milliseconds: half of what Exit may take. */
const ANSWER_WITHIN = 5000;
const TROUBLE = { gone: says.signedOut, lost: says.noConnection };

/** Asks for the file at `url` anew; who is signed in gets it with `mark` in it. `late` tells to give up. */
export async function askFor(url: string, mark: string, fetch: Fetch, late: Promise<unknown>): Promise<Probed> {
  const stop = new AbortController();
  const init: RequestInit = { cache: "no-store", credentials: "same-origin", signal: stop.signal };
  void late.then(() => stop.abort());
  try {
    const answer = await fetch(url, init);
    if (answer.status === 401 || answer.status === 403) return "gone";
    if (!answer.ok) return "unknown";
    return (await answer.text()).includes(mark) ? "fine" : "gone";
  } catch {
    if (stop.signal.aborted) return "unknown";
    // On the way to a login page of another site a request fails like one without a connection.
    const first = await fetch(url, { ...init, redirect: "manual" }).catch(() => null);
    return first?.type === "opaqueredirect" ? "gone" : "lost";
  }
}

/** Asks for this package's settings script, which names the build; "unknown" where it was opened from disk. */
export async function askForPackage(): Promise<Probed> {
  const url = document.querySelector<HTMLScriptElement>('script[src$="-settings.js"]')?.src ?? "";
  const { build } = window.scormpackSettings ?? {};
  if (build === undefined || !url.startsWith("http")) return "unknown";
  const late = new Promise((resolve) => setTimeout(resolve, ANSWER_WITHIN));
  return askFor(url, build, (to, init) => fetch(to, init), late);
}

/** Asks the server after a save, so that what only the API has is not called saved. */
export class ServerProbe {
  readonly #ask: () => Promise<Probed>;
  /** Whether the server gave the file before: else nothing follows from its not giving it. null: not known yet. */
  #works: boolean | null = null;

  constructor(ask: () => Promise<Probed>) {
    this.#ask = ask;
  }

  /**
   * Rejects with SessionError where the server has not got what the API took. The first call finds out
   * whether asking is of use, and waits for nothing.
   */
  async check(): Promise<void> {
    if (this.#works === null) void this.#calibrate();
    if (this.#works !== true) return;
    const found = await this.#ask();
    if (found === "gone" || found === "lost") throw new SessionError(TROUBLE[found]);
  }

  async #calibrate(): Promise<void> {
    const found = await this.#ask();
    if (found === "fine" || found === "gone") this.#works ??= found === "fine";
  }
}
