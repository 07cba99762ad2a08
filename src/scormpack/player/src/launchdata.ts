/** What whoever set up a launch in the LMS may say in it, as `audience=officer` or `audience=commander`. */

import type { Audience } from "./content.ts";

export function audienceIn(text: unknown): Audience | null {
  const found = /(?:^|[^\w-])audience=(officer|commander)(?![\w-])/i.exec(typeof text === "string" ? text : "");
  return found === null ? null : (found[1]?.toLowerCase() as Audience);
}
