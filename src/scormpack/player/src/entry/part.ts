import { attempt } from "../attempt.ts";
import { inSlices } from "../content.ts";
import { say, show, the } from "../dom.ts";
import type { SeriesHost } from "../host.ts";
import { mount } from "../player.ts";
import says from "../sentences.json" with { type: "json" };
import { nextInMenu } from "../words.ts";

/** The menu around this page; none where it was opened by itself, or in a page of another site. */
function menuAround(): SeriesHost | undefined {
  return attempt(() => (window.parent === window ? undefined : window.parent.scormpackHost));
}

const { scormpackContent: build } = window;
const host = menuAround();
if (build === undefined) throw new Error("The package is incomplete.");
if (host !== undefined) {
  const content = inSlices(build, window.parent.scormpackSettings?.slices);
  mount(content, host.part(content.module.id), nextInMenu);
} else {
  // A page to read: only the menu can record.
  say(the("banner-text"), says.withoutMenu);
  show(the("banner"), true);
}
