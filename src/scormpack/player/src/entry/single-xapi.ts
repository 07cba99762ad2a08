import { TincanSession } from "../adapters/xapi.ts";
import { browserLrsEnv } from "../adapters/lrsenv.ts";
import { startMenu } from "../startmenu.ts";

startMenu((settings, _, subject, env) => new TincanSession(settings, subject, browserLrsEnv(env)));
