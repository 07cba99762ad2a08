import { Scorm2004Session } from "../adapters/scorm2004.ts";
import { start } from "../start.ts";

start((_, content) => new Scorm2004Session([content]));
