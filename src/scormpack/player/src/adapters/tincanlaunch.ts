/** A launch with tincan.xml: all that is known stands in the query. */

import { parsed } from "../attempt.ts";
import { UNSEEN_FOR } from "../journal.ts";
import says from "../sentences.json" with { type: "json" };
import { SessionError } from "../session.ts";
import type { Settings } from "../settings.ts";
import { asObject, learnerKey } from "./launch.ts";
import type { Json, Launch } from "./launch.ts";
import { Lrs } from "./lrs.ts";
import type { LrsEnv } from "./lrsenv.ts";

/** Throws SessionError where the page was not launched so. */
export function tincanLaunch(settings: Settings, env: LrsEnv): Launch {
  const query = new URLSearchParams(env.location.search);
  const [endpoint, actorText] = [query.get("endpoint"), query.get("actor")];
  if (!endpoint || !actorText) {
    throw new SessionError(says.notLaunched, true);
  }
  const actor = agent(actorText);
  const activityId = query.get("activity_id") || settings.activityId;
  const registration = query.get("registration") || ownRegistration(env, actor, `${activityId} ${settings.package}`);
  const learner = learnerKey(actor, registration);
  const lrs = new Lrs(endpoint, query.get("auth") ?? "", env);
  return { lrs, actor, registration, activityId, learner, key: `scormpack.xapi.${learner}` };
}

/**
 * Some LMSs give none; a relaunch in this browser must find the same state. Without an end, next year's
 * enrolment would be complete from the start.
 */
function ownRegistration({ local, now, uuid }: LrsEnv, actor: Json, what: string): string {
  const key = `scormpack.registration.${learnerKey(actor, what)}`;
  const [kept, used] = (local.getItem(key) ?? "").split(" ");
  const at = now().getTime();
  const registration = kept && at - Number(used) <= UNSEEN_FOR ? kept : uuid();
  local.setItem(key, `${registration} ${at}`);
  return registration;
}

/** Old launches give the actor as a Person of xAPI 0.9: every value a list. */
function agent(text: string): Json {
  const given = asObject(first(parsed(text))) ?? {};
  const all = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, first(value)]));
  const account = asObject(all["account"]);
  // An Agent has one identifier (xAPI 1.0.3 Data, 2.4.2.1); a Person could have several.
  const kind = ["mbox", "mbox_sha1sum", "openid"].find((name) => typeof all[name] === "string");
  if (account === null && kind === undefined) throw new SessionError(says.noLearner, true);
  const identifier = account === null ? { [String(kind)]: all[String(kind)] } : { account: modern(account) };
  return { objectType: "Agent", ...(all["name"] === undefined ? {} : { name: all["name"] }), ...identifier };
}

function modern(account: Json): Json {
  return {
    homePage: account["homePage"] ?? account["accountServiceHomePage"],
    name: account["name"] ?? account["accountName"],
  };
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
