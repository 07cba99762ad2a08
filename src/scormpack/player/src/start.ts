/** Joins what the build wrote, the keeper and the page. */

import { inSlices } from "./content.ts";
import type { Content } from "./content.ts";
import { browserEnv } from "./env.ts";
import type { Env } from "./env.ts";
import { createKeeper } from "./keeper.ts";
import { moduleSubject } from "./modulesubject.ts";
import { mount } from "./player.ts";
import type { Session } from "./session.ts";
import type { Settings } from "./settings.ts";
import type { State } from "./state.ts";
import type { Subject } from "./subject.ts";

declare global {
  interface Window {
    /** Set by the settings script, which the launch page loads before the player. */
    scormpackSettings?: Settings;
  }
}

/** Starts the page around the session that `adapter` makes. `kept`: journals outlive the window. */
export function start(
  adapter: (settings: Settings, content: Content, subject: Subject<State>, env: Env) => Session,
  kept = true,
): void {
  const { scormpackContent: build, scormpackSettings: settings } = window;
  if (build === undefined || settings === undefined) throw new Error("The package is incomplete.");
  const content = inSlices(build, settings.slices);
  const subject = moduleSubject(content, settings);
  const env = browserEnv(kept);
  mount(content, createKeeper(adapter(settings, content, subject, env), subject, settings, env));
}
