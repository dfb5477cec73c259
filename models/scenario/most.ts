/** What metrics come to at most in any run of a scenario, where that is known before: constraints of a tuning are held against it. */
import type { VariedFields } from "../../sim/scenario/search/varied-fields.js";
import { amountText } from "../../sim/units/readable.js";
import { unitsPerQuil } from "../protocol/ground/token.js";
import { curveOf } from "./curve.js";
import { grantedBy } from "./grants.js";
import { isSteady, mostIssued } from "./most-issued.js";
import type { Scenario } from "./schema.js";

/** Fields of which neither frames, nor the curve and what it sees, depend, unless they are there or not. */
const without =
  /^(?:operators|attackers|market|start|network|consensus|archives|computing|observed|sources|report|rare|faults)\b|^shards\.(?!world$)|^fees\./;

/** Fields with which the supply rises, or falls, all the time: of a range the ends say all. */
const monotone = /^curve\.|^issuance\.supply$|^grants\[\d+\]\.(?:total|at)$|^shards\.world$/;

/**
 * The highest value of a metric while fields vary; undefined: nothing is known. Of the supply and of what is issued, in QUIL: all that the
 * curve allows in the frames of the horizon, as `mostIssued` has it, with what there is at the start and what is granted.
 */
export function mostOf(
  metric: string,
  { corners }: Pick<VariedFields<Scenario>, "corners">,
): { readonly most: number; readonly why: string } | undefined {
  const isSupply = metric === "supply.total_quil";
  if (!isSupply && metric !== "emission.issued_quil") return undefined;
  const all = corners(
    (path) => !without.test(path),
    (path) => monotone.test(path),
  );
  if (all === undefined || !all.every(isSteady)) return undefined;
  // What is burnt makes room for more: what such a curve issues in all is not held down by the supply.
  if (!isSupply && all.some((corner) => curveOf(corner).monotoneIn === "supply")) return undefined;
  const issued = mostIssued(all);
  if (issued === undefined) return undefined;
  const sums = all.map((corner, k) => ({
    start: isSupply ? corner.issuance.supply : 0n,
    granted: isSupply ? grantedBy(corner, corner.horizon) : 0n,
    issued: issued[k],
  }));
  const highest = sums.reduce((a, b) => (totalOf(b) > totalOf(a) ? b : a));
  return { most: quilOf(totalOf(highest)), why: whyOf(highest) };
}

interface Sum {
  readonly start: bigint;
  readonly granted: bigint;
  readonly issued: bigint;
}

const totalOf = ({ start, granted, issued }: Sum): bigint => start + granted + issued;
const quilOf = (units: bigint): number => Number(units) / Number(unitsPerQuil);

const quil = (units: bigint): string => `${amountText(Math.round(quilOf(units)))} QUIL`;

function whyOf({ start, granted, issued }: Sum): string {
  const parts = [
    ...(start > 0n ? [`there are ${quil(start)} at the start`] : []),
    ...(granted > 0n ? [`${quil(granted)} are granted`] : []),
    `all frames of the horizon issue ${quil(issued)} at most`,
  ];
  return parts.join(", ");
}
