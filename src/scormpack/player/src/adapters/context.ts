/** Joins the context that a launch gives with that of a template, without losing either. */

import type { Json } from "./launch.ts";
import type { Extensions } from "./videoprofile.ts";

/** What only this statement has. */
export interface Filling {
  readonly result?: Readonly<Record<string, unknown>>;
  readonly extensions?: Extensions;
  readonly categories?: readonly string[];
}

/** The launch's context, the template's, and what belongs to this statement. */
export function joinedContext(base: Json, own: Json, filling: Filling): Json {
  const activities: Json = { ...(base["contextActivities"] as Json | undefined) };
  const given = own["contextActivities"] as Json | undefined;
  for (const [kind, list] of Object.entries(given ?? {})) {
    activities[kind] = [...asList(activities[kind]), ...asList(list)];
  }
  const categories = (filling.categories ?? []).map((id) => ({ objectType: "Activity", id }));
  if (categories.length > 0) {
    // Appended: an LMS may compare its own by their place.
    activities["category"] = [...asList(activities["category"]), ...categories];
  }
  const extensions = {
    ...(base["extensions"] as Json | undefined),
    ...(own["extensions"] as Json | undefined),
    ...filling.extensions,
  };
  return {
    ...base,
    ...own,
    ...(Object.keys(activities).length === 0 ? {} : { contextActivities: activities }),
    ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
  };
}

/** xAPI lets a single activity stand for a list of one. */
function asList(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
