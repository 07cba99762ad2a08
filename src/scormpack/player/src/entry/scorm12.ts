import { Scorm12Session } from "../adapters/scorm12.ts";
import { browserScormEnv } from "../adapters/scormenv.ts";
import { start } from "../start.ts";

start((settings, content) => new Scorm12Session([content], browserScormEnv(settings)));
