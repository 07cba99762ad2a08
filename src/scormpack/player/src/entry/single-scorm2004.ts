import { Scorm2004Session } from "../adapters/scorm2004.ts";
import { browserScormEnv } from "../adapters/scormenv.ts";
import { startMenu } from "../startmenu.ts";

startMenu((settings, contents) => new Scorm2004Session(contents, settings, browserScormEnv(settings)));
