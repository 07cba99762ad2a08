import { Cmi5Session } from "../adapters/cmi5.ts";
import { start } from "../start.ts";

start((settings, _, subject) => new Cmi5Session(settings, subject));
