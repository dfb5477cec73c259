/** The adversaries that a scenario can have among its `attackers:`. A new one is a file here and a line in the list. */
import { Registry } from "../../sim/units/plugins.js";
import type { AdversaryContext, Misconduct } from "./adversary.js";
import { equivocate } from "./equivocate.js";
import { withholdData } from "./withhold-data.js";

export const adversaries = new Registry<Misconduct, AdversaryContext>([
  withholdData,
  equivocate,
]); // prettier-ignore
