/** The table of contents of the protocol: every rule by its id, in the order of protocol.md's sections. */
import { auditRules } from "./audit/audit-rules.js";
import { clockRules } from "./clock/clock-rules.js";
import { consensusRules } from "./consensus/rules/consensus-rules.js";
import { coverageRules } from "./coverage/coverage-rules.js";
import { emissionRules } from "./emission/rules/emission-rules.js";
import { feeRules } from "./fees/rules/fees-rules.js";
import { lifecycleRules } from "./lifecycle/rules/lifecycle-rules.js";
import { mixnetRules } from "./mixnet/mixnet-rules.js";
import { mpcRules } from "./mpc/mpc-rules.js";
import { proposerRules } from "./proposer/rules/proposer-rules.js";
import { ringRules } from "./ring/ring-rules.js";
import type { AnyRule } from "./ground/rule.js";
import { seniorityRules } from "./seniority/rules/seniority-rules.js";
import { shardRules } from "./shard/rules/shard-rules.js";
import { transportRules } from "./transport/transport-rules.js";

/** A section of protocol.md and the rules that it names. */
export interface RuleSection {
  /** Number of the section. */
  readonly number: number;
  readonly title: string;
  readonly rules: readonly AnyRule[];
}

/** Rules that protocol.md describes in another section than the rest of their folder. */
const inactivity: readonly string[] = ["lifecycle.eviction", "lifecycle.evictionCap"];
const versions: readonly string[] = ["transport.versionFloor"];

const only = (rules: readonly AnyRule[], ids: readonly string[]): readonly AnyRule[] =>
  rules.filter(({ id }) => ids.includes(id));
const without = (rules: readonly AnyRule[], ids: readonly string[]): readonly AnyRule[] =>
  rules.filter(({ id }) => !ids.includes(id));

export const ruleSections: readonly RuleSection[] = [
  { number: 1, title: "Frames and clock", rules: clockRules },
  { number: 2, title: "Consensus and leader choice", rules: consensusRules },
  { number: 3, title: "Emission", rules: emissionRules },
  { number: 4, title: "Prover rings", rules: ringRules },
  { number: 5, title: "Seniority", rules: seniorityRules },
  { number: 6, title: "Lifecycle of a prover on a shard", rules: without(lifecycleRules, inactivity) },
  {
    number: 7,
    title: "Losing an allocation: inactivity and audit",
    rules: [...only(lifecycleRules, inactivity), ...auditRules],
  },
  { number: 8, title: "Shards and their coverage", rules: [...shardRules, ...coverageRules] },
  { number: 9, title: "The default node's choices", rules: proposerRules },
  { number: 10, title: "Fees", rules: feeRules },
  { number: 11, title: "Transport", rules: without(transportRules, versions) },
  { number: 12, title: "Mixnet", rules: mixnetRules },
  { number: 13, title: "Online and offline provers", rules: mpcRules },
  { number: 14, title: "Versions", rules: only(transportRules, versions) },
];

/** All rules, in the order of the sections. */
export const allRules: readonly AnyRule[] = ruleSections.flatMap(({ rules }) => rules);

const byId: ReadonlyMap<string, AnyRule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** The rule of that name; undefined if there is none. */
export function ruleById(id: string): AnyRule | undefined {
  return byId.get(id);
}
