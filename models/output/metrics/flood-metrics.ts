/** What attackers that flood archives send, and what finds no room because of it: metrics of scenarios with such attackers. */
import type { Network } from "../../changes/network.js";
import { floodNow } from "../../changes/messages/flood.js";
import { adversaries } from "../../adversaries/adversaries.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Scenario } from "../../scenario/schema.js";
import type { Crowding } from "../../state/crowding.js";
import type { Metric } from "./metric.js";

/** Whether anybody of a scenario has a budget to flood archives with. */
export const hasFloods = (attackers: Scenario["attackers"], rules: RuleSwitches): boolean =>
  attackers?.some(
    (attacker) => attacker.budget !== undefined && adversaries.create(attacker, { rules }).invests?.flood !== undefined,
  ) === true;

const crowdingOf = ({ crowding }: Network["world"]): Crowding => {
  if (crowding === null) throw new Error("nobody floods archives in this network");
  return crowding;
};

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Of all who flood archives together. */
export const floodMetrics: readonly Metric[] = [
  {
    name: "spam.perSecond",
    unit: "messages a second",
    about: "messages that attackers send to each archive now",
    kind: "amount",
    read: (network) => floodNow(network)?.perSecond ?? 0,
  },
  {
    name: "spam.lossShare",
    unit: "share",
    about: "probability that a request of anybody is lost now for want of room at archives",
    kind: "share",
    read: ({ world }) => crowdingOf(world).lossShare(),
  },
  {
    name: "spam.requestsLost",
    unit: "requests",
    about: "requests of nodes that found no room at archives since the start",
    kind: "count",
    isTotal: true,
    read: ({ world }) => crowdingOf(world).lost,
  },
  {
    name: "spam.requestsLostShare",
    unit: "share",
    about: "the same, of all that nodes sent while somebody flooded archives; 0 without any",
    kind: "share",
    read: ({ world }) => ratio(crowdingOf(world).lost, crowdingOf(world).sent),
  },
  {
    name: "spam.joinsLost",
    unit: "requests",
    about: "joins among them: messages, each for up to 100 allocations",
    kind: "count",
    isTotal: true,
    read: ({ world }) => crowdingOf(world).joinsLost,
  },
];
