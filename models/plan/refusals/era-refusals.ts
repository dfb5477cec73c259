/** What a scenario cannot ask of the eras before 2.1, or of 2.1 in their words: for the plan, before anything runs. */
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { OperatorClass, Scenario } from "../../scenario/schema.js";
import { mayBecome } from "../../scenario/timeline/release.js";
import { idleOverrides } from "./idle-switches.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
}

/** The rule of emission to which a section of a scenario belongs. */
const emissionRules = { dusk: "dusk", dawn: "dawn", ceremony: "vouchers" } as const;

export function eraRefusals(scenario: Scenario, rules: RuleSwitches): readonly Refusal[] {
  const idle = idleOverrides(scenario.rules, scenario.switches, rules).map(({ key, because }) => ({
    path: `switches.${key}`,
    message: `would have no effect, because ${because}; leave it out`,
  }));
  const foreign = (["dusk", "dawn", "ceremony"] as const)
    .filter((section) => scenario[section] !== undefined && rules.emissionRule !== emissionRules[section])
    .map((section) => ({ path: section, message: `belongs to rules ${section}; leave it out` }));
  return [
    ...idle,
    ...epochRefusals(scenario, rules),
    ...foreign,
    ...(rules.lifecycle === "trie" ? earlyRefusals(scenario, rules) : []),
  ];
}

const notByEpochs = (why: string): readonly Refusal[] => [
  { path: "fidelity", message: `epoch, but ${why}; write frame` },
];

/** Rules under which a run cannot be stepped by epochs. */
function epochRefusals(scenario: Scenario, rules: RuleSwitches): readonly Refusal[] {
  if (scenario.fidelity !== "epoch") return [];
  if (rules.lifecycle !== "epoch") return notByEpochs(`lifecycle ${rules.lifecycle} has none`);
  if (mayBecome(scenario, rules, { emptySlots: "sharedByPresent" }))
    return notByEpochs("with emptySlots sharedByPresent every absence pays somebody else");
  if (mayBecome(scenario, rules, { creditedSigners: "quorum" }))
    return notByEpochs("with creditedSigners quorum every frame credits others");
  return [];
}

/** Parts of a scenario that only 2.1 has: said, they would be ignored. */
function earlyRefusals(scenario: Scenario, { emissionRule }: RuleSwitches): readonly Refusal[] {
  const { attackers, shards, frames, start, curve, fees, consensus, archives, operators, market, report } = scenario;
  const found: Refusal[] = [];
  const refuse = (path: string, message: string): void => void found.push({ path, message });
  if (emissionRule === "pomw" || emissionRule === "article")
    refuse(
      "switches.emissionRule",
      `${emissionRule} pays by shards, and lifecycle trie has none; allowed: v20, dusk, dawn, vouchers`,
    );
  if (shards.prefixBits !== undefined)
    refuse("shards.prefixBits", "before 2.1 there was a single data shard, write count: 1 instead");
  else if (shards.count !== 1)
    refuse("shards.count", `${shards.count} shards; before 2.1 there was a single data shard, write 1`);
  if (shards.growth > 0) refuse("shards.growth", "before 2.1 rewards did not depend on the data; leave it out");
  if (shards.growthSkew !== undefined && shards.growthSkew !== "none")
    refuse("shards.growthSkew", "before 2.1 there was a single data shard, and nothing grew; leave it out");
  if (start !== undefined) refuse("start", "measures allocations on shards, of which there was one; leave it out");
  if (frames.history !== "none") refuse("frames.history", "the dates of mainnet are those of 2.1; write none");
  if (frames.adjust !== "off") refuse("frames.adjust", "before 2.1 nothing followed the difficulty; write off");
  if (attackers !== undefined) refuse("attackers", "before 2.1 there was nothing of theirs to attack; leave them out");
  if (curve !== undefined) refuse("curve", "before 2.1 rewards had a formula of their own; leave it out");
  if (fees !== undefined) refuse("fees", "were not asked for before 2.1; leave them out");
  if (market?.demand !== undefined) refuse("market.demand", "nobody paid for storing before 2.1; leave it out");
  if (consensus.leaderTimeouts === "on")
    refuse("consensus.leaderTimeouts", "before 2.1 the beacon made every frame; write off");
  if (consensus.competingFrames !== 0)
    refuse("consensus.competingFrames", "before 2.1 the beacon made every frame; write 0 %");
  if (archives !== undefined)
    refuse("archives", "made the global chain of 2.1, which was not there before; leave it out");
  if (report.allocations && emissionRule !== "v20")
    refuse("report.allocations", "before 2.0 nobody had a place, and nothing would be written; leave it out");
  operators.forEach((operator, index) => {
    for (const { field, isSaid } of onlyIn21)
      if (isSaid(operator)) refuse(`operators[${index}].${field}`, "only 2.1 has it; leave it out");
  });
  return found;
}

const onlyIn21: readonly { readonly field: string; readonly isSaid: (operator: OperatorClass) => boolean }[] = [
  { field: "strategy", isSaid: ({ strategy }) => strategy !== "default" },
  { field: "learns", isSaid: ({ learns }) => learns !== undefined },
  { field: "answers", isSaid: ({ answers }) => answers !== "always" },
  { field: "holds", isSaid: ({ holds = 1 }) => holds < 1 },
  { field: "storage", isSaid: ({ storage }) => storage !== undefined },
  { field: "equivocate", isSaid: ({ equivocate = 0 }) => equivocate > 0 },
  { field: "mergeSeniority", isSaid: ({ mergeSeniority }) => mergeSeniority !== undefined },
  { field: "pauses", isSaid: ({ pauses }) => pauses },
];
