import type { AnyRule } from "../ground/rule.js";
import { gateRules } from "./rules/gates.js";
import { statusRules } from "./rules/status.js";
import { timingRules } from "./rules/timing.js";

export const lifecycleRules: readonly AnyRule[] = [...statusRules, ...timingRules, ...gateRules];
