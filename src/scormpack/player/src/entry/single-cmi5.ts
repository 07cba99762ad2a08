import { Cmi5Session } from "../adapters/cmi5.ts";
import { startMenu } from "../startmenu.ts";

startMenu((settings, _, subject) => new Cmi5Session(settings, subject));
