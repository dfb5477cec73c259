/**
 * What the columns and sums of a run hold, and scenarios whose figures would leave them: refused before anything runs, so
 * that nothing wraps, rounds or goes negative on the way.
 *
 * | figure                                    | held in      | range                     | refused at                        |
 * | ----------------------------------------- | ------------ | ------------------------- | --------------------------------- |
 * | frames, with windows that end after them  | Int32        | 2^31 − 2^27               | `horizon`, `frames.first`         |
 * | bytes of all data, grown and stored       | Float64      | 2^51; exact up to 2^53    | `shards.world`, `.growth`, `fees` |
 * | leaves of a shard                         | Int32        | 2^31 − 1                  | `shards.leaf`                     |
 * | shares and issuance of a frame            | Float64      | 2^50 units                | `shards.world` (plan.ts)          |
 * | balances, issuance, fees                  | two Float64  | 2^100 units               | `issuance.supply`, `dawn.round`   |
 * | points of a node, of a committee          | Float64      | 2^53                      | `horizon`                         |
 * | squarings of a node of Dusk               | Float64      | 2^53, the median's 2^46   | `dusk.squaringsPerMs`             |
 * | nodes, workers, allocations, ring indices | Int32        | 20 GB of them             | `operators` (plan.ts)             |
 */
import { rangeMessages as messages } from "./range-messages.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { dawnSchema, duskSchema } from "../../scenario/eras.js";
import type { OperatorClass, Scenario } from "../../scenario/schema.js";
import { grantedBy } from "../../scenario/grants.js";
import { storageClassesOf } from "../../scenario/storage-classes.js";
import { pointsPerProof } from "../../protocol/seniority/changes.js";
import { firstListHistogram, pointsPerDay } from "../../protocol/seniority/grants.js";
import { growthFactor } from "../../protocol/shard/data-size.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
}

export const ranges = {
  /** Windows, back-offs and timeouts that begin in the last frame end less than 2^27 frames later. */
  lastFrame: 2 ** 31 - 2 ** 27,
  /** Draws of what users store vary, and scores of allocations are sizes with one to spare: half of what is exact below 2^52. */
  dataBytes: 2 ** 51,
  leaves: 2 ** 31 - 1,
  /** Half of what a balance holds: the rest is for what is issued. */
  supplyUnits: 1n << 99n,
  points: Number.MAX_SAFE_INTEGER,
  medianSquarings: 2 ** 46,
  /** Each issues up to 161 · 2^31 QUIL to 32 nodes. */
  rounds: 1e7,
};

/** `nodesOfClass`: nodes that are ever there, as the plan counts them. */
export function rangeRefusals(
  scenario: Scenario,
  rules: RuleSwitches,
  nodesOfClass: readonly number[],
): readonly Refusal[] {
  const frames = Math.floor(scenario.horizon / scenario.frames.pace);
  // Without time between frames there is nothing to count yet.
  if (!Number.isFinite(frames)) return [];
  return [
    ...frameRefusals(scenario, frames),
    ...dataRefusals(scenario, frames),
    ...amountRefusals(scenario),
    ...seniorityRefusals(scenario, rules, { frames, nodesOfClass }),
    ...eraRefusals(scenario, rules),
  ];
}

interface Extent {
  readonly frames: number;
  readonly nodesOfClass: readonly number[];
}

function frameRefusals({ frames: { first } }: Scenario, frames: number): readonly Refusal[] {
  // Beyond 32 bits the plan has said so.
  if (first + frames <= ranges.lastFrame || first + frames > 2 ** 31 - 1) return [];
  const path = first > ranges.lastFrame / 2 ? "frames.first" : "horizon";
  return [{ path, message: messages.frames(first, first + frames, ranges.lastFrame) }];
}

/** All data as they can be at the end: what is there and what users store, grown. */
function dataRefusals(scenario: Scenario, frames: number): readonly Refusal[] {
  const { shards, fees, horizon } = scenario;
  const max = ranges.dataBytes;
  if (shards.world > max) return [{ path: "shards.world", message: messages.world(shards.world, max) }];
  const growth = growthFactor(shards.growth, frames * scenario.frames.pace);
  if (!(shards.world * growth <= max)) return [{ path: "shards.growth", message: messages.growth(shards.world, max) }];
  const stored = fees === undefined ? 0 : fees.transactions * (horizon / secondUs) * meanBytes(scenario);
  const data = (shards.world + stored) * growth;
  if (!(data <= max)) return [{ path: "fees.transactions", message: messages.transactions(stored * growth, max) }];
  if (shards.leaf === 0) return [{ path: "shards.leaf", message: messages.noLeaf() }];
  if (data / shards.leaf <= ranges.leaves) return [];
  return [{ path: "shards.leaf", message: messages.leaf(shards.leaf, data, Math.ceil(data / ranges.leaves)) }];
}

/** Bytes of a transaction, on average over the classes that there are; none of them is taken to be deleted again. */
const meanBytes = (scenario: Scenario): number =>
  storageClassesOf(scenario).reduce((sum, { share, bytes }) => sum + share * bytes, 0);

function amountRefusals(scenario: Scenario): readonly Refusal[] {
  const { issuance, grants = [] } = scenario;
  if (issuance.supply > ranges.supplyUnits)
    return [{ path: "issuance.supply", message: messages.supply(ranges.supplyUnits) }];
  const granted = grantedBy(scenario, Number.POSITIVE_INFINITY);
  if (issuance.supply + granted <= ranges.supplyUnits) return [];
  const largest = grants.findIndex(({ total = 0n }) => total > 0n);
  return [{ path: `grants[${largest}].total`, message: messages.supply(ranges.supplyUnits) }];
}

/** As if all nodes sat on one shard and took part in every frame. */
function seniorityRefusals({ operators }: Scenario, rules: RuleSwitches, extent: Extent): readonly Refusal[] {
  const grown = rules.seniorityAccrual === "none" ? 0 : pointsPerProof * extent.frames;
  const points = operators.reduce((sum, entry, index) => {
    const each = maxPoints(entry.seniority) + maxPoints(entry.mergeBrings) + grown;
    return sum + each * extent.nodesOfClass[index];
  }, 0);
  return points <= ranges.points ? [] : [{ path: "horizon", message: messages.seniority(points) }];
}

/** Days of the second to fourth grant lists, rounded up. */
const laterDays = 365;

function maxPoints(kind: OperatorClass["seniority"]): number {
  if (typeof kind === "object" && "points" in kind) return kind.points;
  return kind === "none" ? 0 : Math.max(...firstListHistogram.map(({ points }) => points)) + laterDays * pointsPerDay;
}

function eraRefusals({ dusk, dawn, horizon }: Scenario, { emissionRule }: RuleSwitches): readonly Refusal[] {
  const squarings = (dusk ?? duskSchema.parse({})).squaringsPerMs * (horizon / 1000);
  if (emissionRule === "dusk" && squarings > ranges.medianSquarings) {
    const path = dusk === undefined ? "horizon" : "dusk.squaringsPerMs";
    return [{ path, message: messages.squarings(squarings, horizon) }];
  }
  const rounds = horizon / (dawn ?? dawnSchema.parse({})).round;
  if (emissionRule === "dawn" && !(rounds <= ranges.rounds))
    return [{ path: dawn === undefined ? "horizon" : "dawn.round", message: messages.ceremonies(rounds) }];
  return [];
}

const secondUs = 1_000_000;
