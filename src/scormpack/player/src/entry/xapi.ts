import { TincanSession } from "../adapters/xapi.ts";
import { start } from "../start.ts";

start((settings, content) => new TincanSession(settings, content));
