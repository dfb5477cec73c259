import type { AnyRule } from "../../ground/rule.js";
import { addressingRules } from "./addressing.js";
import { bitPathRules } from "./bit-path.js";
import { splitRules } from "./split.js";

export const shardRules: readonly AnyRule[] = [...splitRules, ...bitPathRules, ...addressingRules];
