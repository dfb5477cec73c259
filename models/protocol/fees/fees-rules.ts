import type { AnyRule } from "../ground/rule.js";
import { singleFeeRules } from "./rules/fee-rules.js";
import { windowRules } from "./rules/window-rule.js";

/** Rules of protocol.md section 10. */
export const feeRules: readonly AnyRule[] = [...singleFeeRules, ...windowRules];
