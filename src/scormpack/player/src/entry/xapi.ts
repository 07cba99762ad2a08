import { TincanSession } from "../adapters/xapi.ts";
import { browserLrsEnv } from "../adapters/lrsenv.ts";
import { start } from "../start.ts";

start((settings, _, subject, env) => new TincanSession(settings, subject, browserLrsEnv(env)));
