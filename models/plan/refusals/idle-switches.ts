/** Switches that decide nothing in a simulated network, so that an override of them would be believed in vain. */
import { type RuleSetName, type RuleSwitches, ruleSets, type SwitchName } from "../../protocol/ground/rule-sets.js";
import { switchNamed } from "../../protocol/ground/switches.js";

interface Idle {
  readonly names: readonly SwitchName[];
  /** Completes "has no effect, because …". */
  readonly because: string;
}

const everywhere: readonly Idle[] = [
  { names: ["commitmentBytes"], because: "no message has a size at this fidelity; `orrery calc` answers it" },
];

const beforeShards: readonly Idle[] = [
  {
    names: [
      "epochFrames",
      "keepThresholdPercent",
      "maximumProvers",
      "splitCooldownFrames",
      "haltGraceFrames",
      "haltScope",
    ],
    because: "before 2.1 (lifecycle trie) nobody chose, split or halted shards",
  },
  {
    names: [
      "consensusKind",
      "voteWeight",
      "quorumRule",
      "leaderRule",
      "viewTimeout",
      "creditedSigners",
      "voteProof",
      "joinProof",
      "archives",
    ],
    because: "before 2.1 (lifecycle trie) the beacon made every frame",
  },
  { names: ["feeRule", "feeSink"], because: "fees were not asked for before 2.1 (lifecycle trie)" },
  {
    names: ["issuanceArithmetic", "shardDivisor"],
    because: "before 2.1 (lifecycle trie) rewards had a formula of their own",
  },
  { names: ["seniorityDecay"], because: "seniority of 2.0 falls by faults only (kickSeniority)" },
  { names: ["ringOrder"], because: "rings before 2.1 (lifecycle trie) are filled by appending" },
];

const beforeRings: readonly Idle[] = [
  {
    names: ["ringSize", "ringDivisor", "emptySlots", "kickSeniority", "seniorityAccrual"],
    because: "before 2.0 there were no rings",
  },
];

function idleOf({ lifecycle, emissionRule }: RuleSwitches): readonly Idle[] {
  if (lifecycle !== "trie") return everywhere;
  return [...everywhere, ...beforeShards, ...(emissionRule === "v20" ? [] : beforeRings)];
}

/** Overrides that differ from their preset and decide nothing in this network: as they were written, and why. */
export function idleOverrides(
  preset: RuleSetName,
  overrides: Readonly<Record<string, unknown>>,
  rules: RuleSwitches,
): readonly { readonly key: string; readonly because: string }[] {
  return Object.keys(overrides).flatMap((key) => {
    const name = switchNamed(key);
    if (name === undefined || overrides[key] === undefined || rules[name] === ruleSets[preset][name]) return [];
    const idle = idleOf(rules).find(({ names }) => names.includes(name));
    return idle === undefined ? [] : [{ key, because: idle.because }];
  });
}
