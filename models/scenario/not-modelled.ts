/** What a run of a scenario leaves out: by what it does not say, by its rules, and at its fidelity. */
import { hasLeaderTimeouts } from "../protocol/consensus/leader-timeouts.js";
import { hasBooks } from "./money.js";
import type { Scenario } from "./schema.js";
import { switchesOf } from "./switches.js";

/** A sentence each. What the parts of the model leave out besides stands in the README of each. */
export function notModelled(scenario: Scenario): readonly string[] {
  const rules = switchesOf(scenario);
  const { archives, attackers, fees, timeline } = scenario;
  if (rules.lifecycle === "trie") return [...everywhere(scenario), ofOldNetworks];
  return [
    ...(attackers === undefined ? ["Attackers: the scenario has none, so everybody keeps to the protocol."] : []),
    ...(archives === undefined
      ? ["Archives and the votes of the global chain: the scenario has none, so it never stalls."]
      : []),
    ...(hasLeaderTimeouts(scenario, rules)
      ? []
      : ["Frames that a shard misses because its leader is away (consensus.leaderTimeouts is off)."]),
    fees === undefined
      ? "Fees and what users do: the scenario has none, and shards grow only as it says."
      : "Single transactions: what a shard's transactions of an epoch pay is computed at once.",
    ...(timeline === undefined ? ["Anything that happens at a date: the scenario has no timeline."] : []),
    ...everywhere(scenario),
    "Nodes that see a part of the network only, and workers that are directed by hand.",
    "The global alert that stops everything, and transactions that the global committee executes for uncovered shards.",
  ];
}

const everywhere = (scenario: Scenario): readonly string[] => [
  scenario.fidelity === "message"
    ? "Gossip hop by hop (fidelity message): a message of a shard goes from its author to each member, over their lines and regions; polls and votes of archives are reckoned, not sent."
    : `The way of a single message (fidelity ${scenario.fidelity}): one that arrives takes effect in the next frame, others are lost; bandwidth, ` +
      "distances and sizes make no difference.",
  ...(scenario.fidelity === "epoch"
    ? [
        "Outages too short to cost anybody a place (fidelity epoch): their nodes are credited with less, and otherwise taken to be there. Their turns as leaders cost what they cost on average, and no quorum is lost because of them.",
      ]
    : []),
  "Signatures, proofs and the delay function: they are taken to be right, and cost nobody any time.",
  hasBooks(scenario)
    ? "Taxes, interest and wages: books of operators know rewards, sales, energy, hosting and hardware."
    : "Prices, costs and hardware: nobody leaves because it does not pay, unless the scenario says so.",
  "Coins: rewards are counted, not turned into coins or moved.",
];

const ofOldNetworks =
  "Before 2.1: faulty proofs, the breaking and mending of proof chains, lost messages, and resets of rings (scenarios/eras/README.md).";
