import type { AnyRule } from "../ground/rule.js";
import { addressingRules } from "./rules/addressing.js";
import { splitRules } from "./rules/split.js";

export const shardRules: readonly AnyRule[] = [...splitRules, ...addressingRules];
