import type { AnyRule } from "../../ground/rule.js";
import { basisRules } from "./basis-rules.js";
import { distributeRules } from "./distribute-rule.js";
import { frameRules } from "./frame-rule.js";
import { historyRules } from "./history-rules.js";
import { rewardRules } from "./reward-rules.js";

/** Rules of protocol.md section 3. */
export const emissionRules: readonly AnyRule[] = [
  ...basisRules,
  ...rewardRules,
  ...distributeRules,
  ...frameRules,
  ...historyRules,
];
