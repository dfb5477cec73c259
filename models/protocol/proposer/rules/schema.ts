import { z } from "zod";
import { distinct } from "../../ground/calc-distinct.js";
import { hex, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { pomwBasis } from "../../emission/pomw-basis.js";
import { RuleError } from "../../ground/rule.js";
import type { RuleSwitches } from "../../ground/rule-sets.js";
import type { Market, ShardDescriptor, Strategy } from "../strategy.js";

const strategyNames = ["reward", "data", "rewardGreedy", "dataGreedy", "leastReplicated"] as const;

export const strategyField = z
  .enum(strategyNames)
  .optional()
  .describe("what the node goes for; the rule set's strategy when missing");

const descriptor = z
  .strictObject({
    filter: hex().describe("filter of the shard, hex; empty ones are skipped"),
    size: wholeNumber().describe("size of its data, bytes; 0 is skipped"),
    ring: smallWhole().describe("ring that the allocation is in, from 0"),
    shards: wholeNumber().describe("leaves of its data tree; 0 counts as 1"),
    active: smallWhole().default(0).describe("active provers, head count"),
    activePlusJoining: smallWhole().optional().describe("active and joining provers; ring already follows from it"),
  })
  .transform(({ filter, size, ring, shards, active }): ShardDescriptor => ({
    filter,
    sizeBytes: size,
    ring,
    leafCount: shards,
    active,
  }));

export const shardsField = (which: string) =>
  z
    .array(descriptor)
    .superRefine(distinct(({ filter }) => filter, ["filter"]))
    .describe(which);
export const filtersField = (which: string) => z.array(hex()).describe(which);

/** Fields from which the planner computes the basis of emission. */
export const marketFields = {
  difficulty: wholeNumber({ bits: 64 }).describe("difficulty of the frame, sequential squarings"),
  worldBytes: wholeNumber().describe("size of all data, bytes"),
  units: wholeNumber({ bits: 64 }).describe("units in one QUIL, 8 000 000 000 on the network"),
  strategy: strategyField,
};

export interface MarketInput {
  readonly difficulty: bigint;
  readonly worldBytes: bigint;
  readonly units: bigint;
  readonly strategy?: (typeof strategyNames)[number] | undefined;
}

export function readMarket(input: MarketInput, rules: RuleSwitches): Market {
  const basisUnits = pomwBasis(input, rules.issuanceArithmetic);
  return { basisUnits, worldBytes: input.worldBytes, strategy: readStrategy(input.strategy, rules), rules };
}

export function readStrategy(name: MarketInput["strategy"], rules: RuleSwitches): Strategy {
  if (name === "reward") return "rewardGreedy";
  if (name === "data") return "dataGreedy";
  const strategy = name ?? rules.strategy;
  if (strategy === "none")
    throw new RuleError("strategy: the nodes of this rule set choose no shards; name a strategy");
  return strategy;
}
