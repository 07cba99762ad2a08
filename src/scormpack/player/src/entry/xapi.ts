import { TincanSession } from "../adapters/xapi.ts";
import { start } from "../start.ts";

start((settings, _, subject) => new TincanSession(settings, subject));
