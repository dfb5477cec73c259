import type { AnyRule } from "../../ground/rule.js";
import { addressingRules } from "./addressing.js";
import { splitRules } from "./split.js";

export const shardRules: readonly AnyRule[] = [...splitRules, ...addressingRules];
