import type { AnyRule } from "../../ground/rule.js";
import { decideRules } from "./decide.js";
import { planRules } from "./plan.js";

export const proposerRules: readonly AnyRule[] = [...planRules, ...decideRules];
