import { Cmi5Session } from "../adapters/cmi5.ts";
import { start } from "../start.ts";

start((settings, content) => new Cmi5Session(settings, content));
