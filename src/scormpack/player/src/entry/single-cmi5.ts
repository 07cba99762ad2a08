import { Cmi5Session } from "../adapters/cmi5.ts";
import { browserLrsEnv } from "../adapters/lrsenv.ts";
import { startMenu } from "../startmenu.ts";

startMenu((settings, _, subject, env) => new Cmi5Session(settings, subject, browserLrsEnv(env)));
