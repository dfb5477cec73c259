import type { AnyRule } from "../ground/rule.js";
import { changeRules } from "./rules/changes.js";
import { grantRules } from "./rules/grants.js";
import { v20Rules } from "./rules/v20.js";

export const seniorityRules: readonly AnyRule[] = [...grantRules, ...changeRules, ...v20Rules];
