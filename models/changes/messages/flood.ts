import { max, min } from "d3-array";
import { archiveCount } from "../../scenario/archives.js";
import { lineOfArchives } from "../../scenario/wire.js";
import type { Flood } from "../../state/crowding.js";
import type { Network } from "../network.js";

/**
 * What attackers with a budget send to each archive at the moment, as long as they have the machines that send it; null: nothing. Where several flood
 * archives, these serve as slowly and have as little room as the worst of them says.
 */
export function floodNow({
  attackers,
  scenario,
  rules,
  world,
}: Pick<Network, "attackers" | "scenario" | "rules" | "world">): Flood | null {
  const { assaults, all } = attackers;
  if (assaults === null) return null;
  const archives = Math.max(1, archiveCount(scenario, rules));
  const downloadBitsPerS =
    scenario.fidelity === "message" ? lineOfArchives(scenario).downloadBitsPerS : Number.POSITIVE_INFINITY;
  const floods = all.flatMap(({ misconduct }, k): Flood[] => {
    const flood = misconduct.invests?.flood;
    const machines = assaults.operator[k] < 0 ? 0 : (world.books?.machines[assaults.operator[k]] ?? 0);
    if (flood === undefined || machines === 0) return [];
    const { bitsPerS, messageBits, serviceS, waiting, takes = Number.POSITIVE_INFINITY } = flood;
    return [
      {
        perSecond: (machines * bitsPerS) / messageBits / archives,
        // By messages the line is that of the archives, if that is slower.
        serviceS: Math.max(serviceS, messageBits / downloadBitsPerS),
        waiting,
        takes,
        senders: [{ operatorClass: all[k].classIndex, bitsPerS: machines * bitsPerS }],
      },
    ];
  });
  if (floods.length === 0) return null;
  return {
    perSecond: floods.reduce((sum, { perSecond }) => sum + perSecond, 0),
    serviceS: max(floods, ({ serviceS }) => serviceS) ?? 0,
    waiting: min(floods, ({ waiting }) => waiting) ?? 0,
    takes: min(floods, ({ takes }) => takes) ?? 0,
    senders: floods.flatMap(({ senders }) => senders),
  };
}
