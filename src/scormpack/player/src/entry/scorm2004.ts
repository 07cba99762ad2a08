import { Scorm2004Session } from "../adapters/scorm2004.ts";
import { browserScormEnv } from "../adapters/scormenv.ts";
import { start } from "../start.ts";

start((settings, content) => new Scorm2004Session([content], settings, browserScormEnv(settings)));
