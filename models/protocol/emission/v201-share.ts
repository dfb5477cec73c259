import { type QuilUnits, unitsPerQuil } from "../ground/token.js";
import { RuleError } from "../ground/rule.js";

/**
 * Units of the formula that 2.0.0–2.0.2 carried but never reached: ⌊1024 / ⌊256 / ones⌋⌋ QUIL / 2^ring, truncated;
 * `ones` are the set bits of a 256-bit mask. Throws `RuleError` unless 1 ≤ ones ≤ 256.
 * Source: protocol.md `emission.v201.share` (node ceremonyclient@v2.0.1).
 */
export function v201Share(ones: number, ring: number): QuilUnits {
  if (ones < 1 || ones > 256) throw new RuleError(`ones: ${ones} set bits of 256 give no share`);
  const quil = Math.floor(1024 / Math.floor(256 / ones));
  return (BigInt(quil) * unitsPerQuil) >> BigInt(ring);
}
