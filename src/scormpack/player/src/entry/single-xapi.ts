import { TincanSession } from "../adapters/xapi.ts";
import { startMenu } from "../startmenu.ts";

startMenu((settings, _, subject) => new TincanSession(settings, subject));
