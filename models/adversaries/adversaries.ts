/** The adversaries that a scenario can have among its `attackers:`. */
import { Registry } from "../../sim/units/plugins.js";
import type { AdversaryContext, Misconduct } from "./adversary.js";
import * as list from "./list.js";

export const adversaries = new Registry<Misconduct, AdversaryContext>(list);
