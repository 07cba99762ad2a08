/** Joins what the build wrote, the keeper and the menu of a series in one package. */

import { inSlices } from "./content.ts";
import type { Content } from "./content.ts";
import { browserEnv } from "./env.ts";
import type { Env } from "./env.ts";
import { SeriesHost } from "./host.ts";
import { createKeeper } from "./keeper.ts";
import { mountMenu } from "./menu.ts";
import type { Session } from "./session.ts";
import type { Settings } from "./settings.ts";
import type { Subject } from "./subject.ts";
import type { Whole } from "./whole.ts";
import { wholeSubject } from "./wholesubject.ts";

type Adapter = (settings: Settings, contents: readonly Content[], subject: Subject<Whole>, env: Env) => Session;

export function startMenu(adapter: Adapter): void {
  const { scormpackSeries: series, scormpackSettings: settings } = window;
  if (series === undefined || settings === undefined) throw new Error("The package is incomplete.");
  const contents = series.modules.map(({ content }) => inSlices(content, settings.slices));
  const { id, version } = series;
  const subject = wholeSubject(contents, settings.capacity ?? Number.POSITIVE_INFINITY, { id, version, build: settings.build });
  const env = browserEnv(true);
  const keeper = createKeeper(adapter(settings, contents, subject, env), subject, settings, env);
  const host = new SeriesHost(keeper, subject, contents, env.clock);
  window.scormpackHost = host;
  mountMenu(series, host, keeper);
  host.open();
}
