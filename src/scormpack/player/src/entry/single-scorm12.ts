import { Scorm12Session } from "../adapters/scorm12.ts";
import { startMenu } from "../startmenu.ts";

startMenu((_, contents) => new Scorm12Session(contents));
