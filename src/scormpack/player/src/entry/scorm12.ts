import { Scorm12Session } from "../adapters/scorm12.ts";
import { start } from "../start.ts";

start((_, content) => new Scorm12Session([content]));
