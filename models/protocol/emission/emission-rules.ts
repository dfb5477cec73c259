import type { AnyRule } from "../ground/rule.js";
import { basisRules } from "./rules/basis-rules.js";
import { distributeRules } from "./rules/distribute-rule.js";
import { frameRules } from "./rules/frame-rule.js";
import { historyRules } from "./rules/history-rules.js";
import { rewardRules } from "./rules/reward-rules.js";

/** Rules of protocol.md section 3. */
export const emissionRules: readonly AnyRule[] = [
  ...basisRules,
  ...rewardRules,
  ...distributeRules,
  ...frameRules,
  ...historyRules,
];
