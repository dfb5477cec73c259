/** The four lists by which genesis paid retroactively for presence before 2.0, and how a grant is divided. */
import { counted } from "../../../sim/units/readable.js";
import { RuleError } from "../ground/rule.js";
import { type QuilUnits, unitsPerQuil } from "../ground/token.js";

export const grantListNames = ["first", "second", "third", "fourth"] as const;
export type GrantListName = (typeof grantListNames)[number];

interface GrantList {
  /** Days of presence that whoever was there all the time is paid for. */
  readonly days: number;
  /** Who is on it, and what all of them got; undefined: the contents of the list are not known. */
  readonly known?: { readonly peers: number; readonly units: QuilUnits };
}

/**
 * Only of the first list is it known what it gave: 1047 peers, from 14 131 to 157 208 QUIL each. The second is for January to May 2024,
 * the third presumably for June, the fourth for July. Source: protocol.md 3.6 (node).
 */
export const grantLists: { readonly [Name in GrantListName]: GrantList } = {
  first: { days: 92, known: { peers: 1047, units: 85_778_136n * unitsPerQuil } },
  second: { days: 152 },
  third: { days: 30 },
  fourth: { days: 31 },
};

/**
 * Divides units by weights, to the last unit: each part is what is given up to and with it less what is given before it, both rounded
 * down, so that nothing is lost and no part is a unit away from its share. Nobody has a weight: all parts are alike.
 * Throws `RuleError` for a weight below 0, and where there are units and nobody to give them to.
 */
export function divideGrant(units: QuilUnits, weights: readonly bigint[]): readonly QuilUnits[] {
  const negative = weights.findIndex((weight) => weight < 0n);
  if (negative >= 0) throw new RuleError(`weight ${negative}: expected 0 or more, read ${weights[negative]}`);
  if (weights.length === 0 && units > 0n) throw new RuleError(`${counted(units, "unit")}, and nobody to give them to`);
  const isUnweighted = weights.every((weight) => weight === 0n);
  const used = isUnweighted ? weights.map(() => 1n) : weights;
  const whole = used.reduce((sum, weight) => sum + weight, 0n);
  let before = 0n;
  return used.map((weight) => {
    const from = (units * before) / whole;
    before += weight;
    return (units * before) / whole - from;
  });
}
