/** The policies that a class of operators can follow under `policy:`. */
import { Registry } from "../../sim/units/plugins.js";
import * as list from "./list.js";
import type { Policy } from "./policy.js";

export const policies = new Registry<Policy, null>(list);
