import { Scorm12Session } from "../adapters/scorm12.ts";
import { browserScormEnv } from "../adapters/scormenv.ts";
import { startMenu } from "../startmenu.ts";

startMenu((settings, contents) => new Scorm12Session(contents, browserScormEnv(settings)));
