import type { AnyRule } from "../../ground/rule.js";
import { gateRules } from "./gates.js";
import { statusRules } from "./status.js";
import { timingRules } from "./timing.js";

export const lifecycleRules: readonly AnyRule[] = [...statusRules, ...timingRules, ...gateRules];
