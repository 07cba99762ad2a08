/** A page and an LMS for the keeper, both moved by the test alone. */

import { openClaim } from "../../src/claim.ts";
import type { Claim } from "../../src/claim.ts";
import type { Env } from "../../src/env.ts";
import { createKeeper } from "../../src/keeper.ts";
import type { SaveState } from "../../src/keeper.ts";
import type { PageEvents } from "../../src/lifecycle.ts";
import { moduleSubject } from "../../src/modulesubject.ts";
import { addRange } from "../../src/progress.ts";
import type { Found, Session, Standing, Stored } from "../../src/session.ts";
import { freshState } from "../../src/state.ts";
import type { LearnerEvent, State } from "../../src/state.ts";
import { settings } from "../hosts.ts";
import { content, found } from "../sample.ts";
import { FakeBrowser } from "./browser.ts";
import type { FakeWindow } from "./browser.ts";

export const { duration } = content.video;
export const half: State = {
  ...freshState(duration),
  position: 30,
  played: addRange(freshState(duration).played, duration, 0, 30),
};
export const whole: State = {
  ...half,
  played: addRange(half.played, duration, 30, 60),
  acknowledged: ["card"],
  attempts: 1,
  score: 1,
};

/** Time that moves only when told, and a page that is hidden only when told. */
export class FakeEnv implements Env {
  readonly #window: FakeWindow;
  readonly store: FakeWindow["store"];
  readonly session = new FakeBrowser().window().store;
  reloaded = false;
  page: PageEvents | null = null;
  guarded = false;
  #now: number;
  #timers: { at: number; action: () => void }[] = [];
  readonly #opened: number;
  readonly clock = { steady: () => this.#now, now: () => new Date(this.#now * 1000) };
  /** `now`: in seconds. */
  constructor(browser = new FakeBrowser(), now = 0) {
    this.#now = now;
    this.#opened = now * 1000;
    this.#window = browser.window();
    this.store = this.#window.store;
  }
  random(): number {
    return 0;
  }
  after(milliseconds: number, action: () => void): () => void {
    const timer = { at: this.#now + milliseconds / 1000, action };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((other) => other !== timer));
  }
  wait(seconds: number): Promise<void> {
    return new Promise((resolve) => this.after(seconds * 1000, resolve));
  }
  watch(events: PageEvents): void {
    this.page = events;
  }
  guard(on: boolean): void {
    this.guarded = on;
  }
  claim(name: string, changed: () => void): Claim {
    return openClaim(this.store, name, { now: this.clock.now, opened: this.#opened }, this.#window.listen, changed);
  }
  async pass(seconds: number): Promise<void> {
    const until = this.#now + seconds;
    for (;;) {
      await settle();
      const next = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
    this.#now = until;
  }
}

export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** An LMS in a few lines; `answer` says what each write meets. */
export class FakeSession implements Session {
  keeps: Session["keeps"] = "api";
  found: Found = found;
  opening: Promise<void> = Promise.resolve();
  answer: () => Promise<Stored> = () => Promise.resolve("confirmed");
  /** What a write finds to be another device's; undefined: no write could, as in SCORM. */
  theirs?: string | null;
  readonly stored: Standing[] = [];
  readonly hidden: [Standing, boolean][] = [];
  readonly noted: [LearnerEvent, Standing][] = [];
  closed = 0;
  left = 0;
  async open(): Promise<Found> {
    await this.opening;
    return this.found;
  }
  store(record: Standing): Promise<Stored> {
    this.stored.push(record);
    return this.answer();
  }
  note(event: LearnerEvent, record: Standing): void {
    this.noted.push([event, record]);
  }
  hide(record: Standing, leaving: boolean): void {
    this.hidden.push([record, leaving]);
  }
  close(record: Standing): Promise<Stored> {
    this.closed++;
    return this.store(record);
  }
  leave(): void {
    this.left++;
  }
}

export function made(session: FakeSession = new FakeSession(), env = new FakeEnv()) {
  const keeper = createKeeper(session, moduleSubject(content), settings("scorm12"), env);
  const said: SaveState[] = [];
  keeper.onSave((state) => said.push(state));
  const kinds = (): string[] => said.map((state) => state.kind);
  return { session, env, keeper, said, kinds };
}
