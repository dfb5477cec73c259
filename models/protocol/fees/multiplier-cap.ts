import { RuleError } from "../ground/rule.js";

/**
 * Highest multiplier that a ring may charge in a proving window: the lowest that any of its provers committed to.
 * Throws `RuleError` for a ring without commitments. Source: protocol.md `fees.multiplierCap` (page; lowest in ring).
 */
export function multiplierCap(committed: readonly bigint[]): bigint {
  if (committed.length === 0) throw new RuleError("multipliers: a ring without commitments has no cap");
  return committed.reduce((lowest, multiplier) => (multiplier < lowest ? multiplier : lowest));
}
