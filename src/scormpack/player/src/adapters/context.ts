/** Joins the context that a launch gives with that of a template, without losing either. */

import { asObject } from "./launch.ts";
import type { Json } from "./launch.ts";
import type { Extensions } from "./videoprofile.ts";

/** What only this statement has. */
export interface Filling {
  readonly result?: Readonly<Record<string, unknown>>;
  readonly extensions?: Extensions;
}

/** The launch's context, the template's, and what belongs to this statement. */
export function joinedContext(base: Json, own: Json, filling: Filling): Json {
  const activities: Json = { ...asObject(base["contextActivities"]) };
  for (const [kind, list] of Object.entries(asObject(own["contextActivities"]) ?? {})) {
    // Appended: an LMS may compare its own by their place.
    activities[kind] = [...asList(activities[kind]), ...asList(list)];
  }
  const extensions = {
    ...asObject(base["extensions"]),
    ...asObject(own["extensions"]),
    ...filling.extensions,
  };
  return { ...base, ...own, contextActivities: unlessEmpty(activities), extensions: unlessEmpty(extensions) };
}

/** undefined is left out when it is sent. */
export function unlessEmpty(value: Json): Json | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

/** xAPI lets a single activity stand for a list of one. */
function asList(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
