/**
 * What whoever set up a launch in the LMS may say in it: `audience=officer` or `audience=commander`, among
 * other things or alone. It was typed by hand, so blanks, quotes and capitals do no harm.
 */

import type { Audience } from "./content.ts";

export function audienceIn(text: unknown): Audience | null {
  const found = /(?:^|[^\w-])audience["']?\s*[=:]\s*["']?(officer|commander)(?![\w-])/i.exec(typeof text === "string" ? text : "");
  return found === null ? null : (found[1]?.toLowerCase() as Audience);
}
