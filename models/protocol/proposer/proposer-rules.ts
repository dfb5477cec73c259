import type { AnyRule } from "../ground/rule.js";
import { decideRules } from "./rules/decide.js";
import { planRules } from "./rules/plan.js";

export const proposerRules: readonly AnyRule[] = [...planRules, ...decideRules];
