/** Launches of the sample module at a lenient SCORM LMS, in a browser that outlives them. */

import { createKeeper } from "../src/keeper.ts";
import type { Keeper, Opening, SaveState } from "../src/keeper.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import { Lms } from "./fakes/lms.ts";
import type { Edition } from "./fakes/lms.ts";
import { FakeEnv } from "./fakes/page.ts";
import { settings } from "./hosts.ts";
import { content } from "./sample.ts";

export interface Launched {
  readonly keeper: Keeper;
  readonly env: FakeEnv;
  /** Where the API stands, or does not. */
  readonly frame: Record<string, unknown>;
  readonly told: SaveState[];
  readonly late: Opening[];
}

/** A page of the module in a browser, and in an LMS; `api`: the object that an earlier page left behind. */
export function launched(edition: Edition, lms: Lms, env = new FakeEnv(), api: unknown = lms.api(edition)): Launched {
  const frame: Record<string, unknown> = { [edition.api]: api, parent: null, opener: null };
  const wait = (milliseconds: number): Promise<void> => env.wait(milliseconds / 1000);
  const { clock, store } = env;
  const session = edition.session({ frame: frame as never, wait, now: clock.now, store, name: "module" });
  const keeper = createKeeper(session, moduleSubject(content), settings(edition.name), env);
  const [told, late]: [SaveState[], Opening[]] = [[], []];
  keeper.onSave((state) => told.push(state));
  keeper.onLateOpening((opening) => late.push(opening));
  return { keeper, env, frame, told, late };
}

export async function opened(edition: Edition, lms: Lms, env = new FakeEnv()): Promise<Launched> {
  const page = launched(edition, lms, env);
  await page.keeper.open();
  await env.pass(1);
  return page;
}

/** An LMS that knows the learner, so that the browser's journal does too. */
export function lmsOf(edition: Edition, given: Readonly<Record<string, string>> = {}): Lms {
  return new Lms({ [edition.id]: "ann", ...given });
}
