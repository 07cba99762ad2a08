/** A learner at a launch page: the moments of docs/standards/, each lived through by the real keeper. */

import type { Content } from "../src/content.ts";
import { createKeeper } from "../src/keeper.ts";
import type { Keeper } from "../src/keeper.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import type { LearnerEvent, State } from "../src/state.ts";
import type { Desk } from "./desks.ts";
import { FakeEnv, half, whole } from "./fakes/page.ts";
import { content } from "./sample.ts";

export class Learner {
  readonly #desk: Desk;
  readonly #env = new FakeEnv();
  #keeper: Keeper | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async open(module: Content = content): Promise<void> {
    const { settings } = this.#desk;
    const session = this.#desk.launch(module);
    const keeper = createKeeper(session, moduleSubject(module, settings), settings, this.#env);
    this.#keeper = keeper;
    await this.#desk.quiet();
    await keeper.open();
  }

  /** Opened, and saved for the first time. */
  async begin(module: Content = content): Promise<void> {
    await this.open(module);
    await this.pass(0);
  }

  /** What the page does with the learner's deeds: events first, then the state. */
  async does(state: State, urgency: "routine" | "now" = "now", ...events: LearnerEvent[]): Promise<void> {
    await this.pass(1);
    for (const event of events) this.#keeper?.note(event);
    this.#keeper?.update(state, urgency);
    await this.pass(0);
  }

  async pass(seconds: number): Promise<void> {
    await this.#env.pass(seconds);
    await this.#desk.quiet();
    await this.#env.pass(0);
  }

  async exit(): Promise<void> {
    const exited = this.#keeper?.exit();
    await this.#desk.quiet();
    await exited;
  }

  async hides(leaving: boolean): Promise<void> {
    if (leaving) this.#env.page?.leaving();
    else this.#env.page?.hidden();
    await this.#desk.quiet();
  }
}

const watching: State = { ...half, position: 31 };
const answers: readonly LearnerEvent[] = [
  { kind: "answered", question: "one", response: ["b"], correct: false, seconds: 4, attempt: 1 },
];

type Moment = (learner: Learner, desk: Desk) => Promise<void>;

/** What comes after a save while the video plays; `unsaved`: and after more of it that is not saved yet. */
const after = (moment: (learner: Learner) => Promise<void>, unsaved = false): Moment => async (learner, desk) => {
  await learner.begin();
  await learner.does(half, "routine", { kind: "played", at: 29 });
  await learner.pass(15);
  if (unsaved) await learner.does(watching, "routine");
  desk.forget();
  await moment(learner);
};

const again = (state: State): Moment => async (learner, desk) => {
  await learner.begin();
  await learner.does(state);
  await learner.exit();
  desk.forget();
  await learner.begin();
};

/** By the name that the pages give them. */
export const MOMENTS: Readonly<Record<string, Moment>> = {
  "The page opens": (learner) => learner.open(),
  "First save": async (learner, desk) => {
    await learner.open();
    desk.forget();
    await learner.pass(0);
  },
  "Video played, paused, moved": after(async (learner) => {
    await learner.does(half, "routine", { kind: "paused", at: 30 });
    await learner.does(half, "routine", { kind: "seeked", from: 30, to: 10 });
    await learner.does(half, "routine", { kind: "interacted", at: 10, what: { speed: "2x" } });
    await learner.does(half, "routine", { kind: "played", at: 10 });
  }),
  "Routine save": after((learner) => learner.pass(15), true),
  "Job aid acknowledged": after((learner) =>
    learner.does({ ...half, acknowledged: ["card"] }, "now", { kind: "acknowledged", aid: "card" }),
  ),
  "Briefing confirmed": after((learner) => learner.does({ ...half, attested: true }, "now", { kind: "attested" })),
  "Attempt finished": after((learner) => learner.does({ ...half, attempts: 1, score: 0 }, "now", ...answers)),
  "Last attempt failed": after((learner) => learner.does({ ...half, attempts: 2, score: 0 })),
  Completion: after((learner) => learner.does({ ...whole, position: 60, score: 0.5 })),
  "Page hidden": after((learner) => learner.hides(false), true),
  "Page goes": after((learner) => learner.hides(true), true),
  "Save and exit": after(async (learner) => {
    await learner.does(watching, "routine", { kind: "paused", at: 31 });
    await learner.exit();
  }),
  "Opened again, not complete": again(half),
  "Opened again, complete": again(whole),
};

/** What is asked of the LMS in a moment. */
export async function asked(desk: Desk, moment: Moment): Promise<readonly string[]> {
  await moment(new Learner(desk), desk);
  return desk.calls();
}
