/** What must hold in a network of an older era, checked when a run ends. */
import { Invariants } from "../../sim/kernel/invariants.js";
import type { Network } from "../changes/network.js";

/** Throws `InvariantError` for the first thing that does not hold. Balances must be settled. */
export function checkEra(network: Network): void {
  const invariants = new Invariants();
  invariants.add({
    name: "units issued are the balances of all provers",
    rule: network.rules.emissionRule === "v20" ? "emission.v20.share" : `emission.${network.rules.emissionRule}`,
    check: () => balancesAreIssued(network),
  });
  invariants.add({
    name: "every member sits in one ring, and no ring is overfull",
    rule: "ring.v20.fill",
    check: () => ringsHold(network),
  });
  invariants.checkAll(network.kernel.context());
}

function balancesAreIssued({ world: { provers, issuedUnits } }: Network): string | null {
  let balances = 0n;
  for (let prover = 0; prover < provers.count; prover++) balances += provers.balance.get(prover);
  const issued = issuedUnits.get(0);
  return balances === issued ? null : `issued ${issued} units, balances hold ${balances}`;
}

function ringsHold({ world: { allocations, provers, shards, totals }, rules }: Network): string | null {
  const ranked = shards.ranked[0];
  if (new Set(ranked).size !== ranked.length) return "a node has two ring positions";
  const sizes = new Map<number, number>();
  let cores = 0;
  for (const allocation of ranked) {
    const ring = allocations.ring[allocation];
    if (ring < 0) return `member ${allocations.prover[allocation]} sits in no ring`;
    sizes.set(ring, (sizes.get(ring) ?? 0) + 1);
    cores += provers.workers[allocations.prover[allocation]];
  }
  for (const [ring, size] of sizes) if (size > rules.ringSize) return `ring ${ring} holds ${size} nodes`;
  if (rules.emissionRule === "v20" && cores !== totals.active)
    return `${cores} cores in rings, ${totals.active} counted`;
  return null;
}
