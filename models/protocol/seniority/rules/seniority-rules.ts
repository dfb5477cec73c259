import type { AnyRule } from "../../ground/rule.js";
import { changeRules } from "./changes.js";
import { grantRules } from "./grants.js";
import { v20Rules } from "./v20.js";

export const seniorityRules: readonly AnyRule[] = [...grantRules, ...changeRules, ...v20Rules];
