import type { AnyRule } from "../../ground/rule.js";
import { distributionRules } from "./distribution-rule.js";
import { singleFeeRules } from "./fee-rules.js";
import { junkRules } from "./junk-rule.js";
import { windowRules } from "./window-rule.js";

/** Rules of protocol.md section 10. */
export const feeRules: readonly AnyRule[] = [...singleFeeRules, ...windowRules, ...distributionRules, ...junkRules];
