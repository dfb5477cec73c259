/** What must hold in every simulated network, checked when a run ends; a broken one is a bug of the simulator. */
import { counted } from "../../../sim/units/readable.js";
import { Invariants } from "../../../sim/kernel/invariants.js";
import { allocationViolation, shardViolation } from "./shard.js";
import { allIsBooked, classesAreTheirOperators, unitsAreConserved } from "./books.js";
import { pathsAreApart } from "./grid.js";
import { dataAddUp, filesAddUp } from "./data.js";
import { standingsHold } from "./standing.js";
import { grantsAddUp } from "./grants.js";
import { supplyUnits } from "../../changes/rewards/supply.js";
import { eraRingsHold } from "./era-rings.js";
import type { Network, EventEngine, RandomDraws, RulesInForce, ShardUpdates } from "../../changes/network.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { isOver, Status } from "../../state/allocations.js";
import type { Logged } from "../../state/log/log-of.js";

/** Something that must hold, and the rule of protocol.md that is broken where it does not. */
export interface NetworkInvariant {
  readonly name: string;
  readonly rule: string;
  /** What is wrong; null: nothing. */
  readonly check: (network: Network) => string | null;
}

/** What holds besides once the books of operators are closed, as at the end of a run. */
const whenClosed: NetworkInvariant = {
  name: "books of operators, once they are closed, have all that their provers were credited with",
  rule: "scenario.operators",
  check: allIsBooked,
};

const grantsAreGiven: NetworkInvariant = {
  name: "what lists grant is what provers, or peers outside of the network, were granted, and stands in the books",
  rule: "emission.genesisClaims",
  check: grantsAddUp,
};

const booksHold: readonly NetworkInvariant[] = [
  {
    name: "units issued, granted and paid in fees are held, sold, lost, burnt or not booked yet, for every operator and in all",
    rule: "fees.distribution",
    check: unitsAreConserved,
  },
  {
    name: "books of classes are those of their operators, and machines are what was bought and not sold",
    rule: "scenario.operators",
    check: classesAreTheirOperators,
  },
];

const invariantsOfPresent: readonly NetworkInvariant[] = [
  {
    name: "units issued and fees credited are the balances of all provers, and what joins set to zero",
    rule: "emission.frame",
    check: balancesAreIssued,
  },
  {
    name: "fees paid are burnt, credited to somebody or carried by the next header, and nobody pays what there is not",
    rule: "fees.distribution",
    check: feesAddUp,
  },
  ...booksHold,
  grantsAreGiven,
  { name: "nobody has two allocations on a shard", rule: "ring.assign", check: allocationsAreDistinct },
  { name: "shards are whole bytes, and all data together", rule: "shard.growth", check: dataAddUp },
  { name: "files that users stored are there or were deleted", rule: "fees.required", check: filesAddUp },
  { name: "every key has one shard", rule: "shard.splitPath", check: pathsAreApart },
  { name: "counts of shards are their allocations", rule: "lifecycle.transition", check: countsHold },
  {
    name: "allocations cover their shards and sit in committees as the rules say",
    rule: "lifecycle.effectiveStatus",
    check: standingsHold,
  },
  {
    name: "rings hold the active provers, each once and in order, and pay those who are present",
    rule: "ring.assign",
    check: ringsHold,
  },
];

/** Rules by which eras pay that are not called as their switch. */
const payRules: { readonly [emissionRule: string]: string } = {
  v20: "emission.v20.share",
  vouchers: "emission.genesisClaims",
};

/** The eras before 2.1 have one shard, which nobody pays fees on, and rings of their own. */
const invariantsOfEras = ({ emissionRule }: RuleSwitches): readonly NetworkInvariant[] => [
  {
    name: "units issued are the balances of all provers",
    rule: payRules[emissionRule] ?? `emission.${emissionRule}`,
    check: balancesAreIssued,
  },
  ...booksHold,
  grantsAreGiven,
  {
    name: "every member sits in one ring, and no ring is overfull",
    rule: "ring.v20.fill",
    check: eraRingsHold,
  },
];

/**
 * Throws `InvariantError` for the first thing that does not hold. Balances must be settled, at any moment; `areBooksClosed`: and those who keep
 * books have booked them.
 */
export function checkNetwork(network: Network, { areBooksClosed = false } = {}): void {
  const { rules, kernel } = network;
  const invariants = new Invariants();
  const all = rules.lifecycle === "trie" ? invariantsOfEras(rules) : invariantsOfPresent;
  for (const { name, rule, check } of areBooksClosed ? [...all, whenClosed] : all)
    invariants.add({ name, rule, check: () => check(network) });
  for (const invariant of network.wire?.invariants() ?? []) invariants.add({ rule: "transport.flows", ...invariant });
  invariants.checkAll(kernel.context());
}

function balancesAreIssued({ world }: Pick<Network, "world">): string | null {
  let balances = 0n;
  for (let prover = 0; prover < world.provers.count; prover++) balances += world.provers.balance.get(prover);
  const issued = world.issuedUnits.get(0);
  const fees = world.fees?.creditedUnits ?? 0n;
  const zeroed = world.ownStatuses?.zeroedUnits ?? 0n;
  if (balances + zeroed === issued + fees) return null;
  return `issued ${counted(issued, "unit")}, fees credited ${fees}, balances hold ${balances}, joins set ${zeroed} to zero`;
}

function feesAddUp({ world, scenario }: Pick<Network, "scenario" | "world">): string | null {
  if (world.fees === null) return null;
  const { paidUnits, burntUnits, creditedUnits, waiting, earned } = world.fees;
  const waitingUnits = waiting.reduce((sum, shard) => sum + (world.fees?.waitingOn(shard) ?? 0n), 0n);
  if (paidUnits !== burntUnits + creditedUnits + waitingUnits)
    return `paid ${paidUnits}, burnt ${burntUnits}, credited ${creditedUnits}, waiting ${waitingUnits}`;
  let earnedUnits = 0n;
  for (let prover = 0; prover < earned.count; prover++) earnedUnits += earned.units.get(prover);
  if (earnedUnits !== creditedUnits) return `credited ${creditedUnits}, provers were credited ${earnedUnits}`;
  const left = supplyUnits({ world, scenario });
  return left >= 0n ? null : `burnt ${counted(burntUnits, "unit")} of ${left + burntUnits}`;
}

function allocationsAreDistinct({ world }: Pick<Network, "world">): string | null {
  const { provers, allocations, allocationIndex } = world;
  for (let prover = 0; prover < provers.count; prover++) {
    const seen = new Set<number>();
    for (
      let allocation = allocationIndex.first(prover);
      allocation >= 0;
      allocation = allocationIndex.after(allocation)
    ) {
      if (isOver(allocations.status[allocation])) continue;
      const shard = allocations.shard[allocation];
      if (seen.has(shard)) return `prover ${prover} is on shard ${shard} twice`;
      seen.add(shard);
    }
  }
  return null;
}

function countsHold({ world }: Pick<Network, "world">): string | null {
  const { allocations, shards, totals } = world;
  const active = new Int32Array(shards.count);
  const joining = new Int32Array(shards.count);
  const departing = new Int32Array(shards.count);
  const members = new Int32Array(shards.count);
  const isListed = new Uint8Array(allocations.count);
  for (let allocation = 0; allocation < allocations.count; allocation++) {
    const shard = allocations.shard[allocation];
    const status = allocations.status[allocation];
    if (status === Status.active) active[shard]++;
    if (status === Status.joining) joining[shard]++;
    if (status === Status.active || status === Status.leaving) members[shard]++;
    if (status === Status.leaving && allocations.leaveConfirmFrame[allocation] > 0) departing[shard]++;
  }
  for (let shard = 0; shard < shards.count; shard++) {
    if (active[shard] !== shards.active[shard])
      return `shard ${shard}: ${active[shard]} active, ${shards.active[shard]} counted`;
    if (joining[shard] !== shards.joining[shard])
      return `shard ${shard}: ${joining[shard]} joining, ${shards.joining[shard]} counted`;
    if (departing[shard] !== shards.departing[shard])
      return `shard ${shard}: ${departing[shard]} go for certain, ${shards.departing[shard]} counted`;
    let listed = 0;
    for (const row of shards.members[shard]) {
      if (allocations.shard[row] === shard && isListed[row] === 0) listed++;
      isListed[row] = 1;
    }
    if (listed !== members[shard] || listed !== shards.members[shard].length)
      return `shard ${shard}: ${members[shard]} are active or leave, ${listed} listed`;
  }
  const total = active.reduce((sum, count) => sum + count, 0);
  return total === totals.active ? null : `${total} active, ${totals.active} counted`;
}

function ringsHold(network: RulesInForce & Logged & ShardUpdates): string | null {
  const { shards, totals } = network.world;
  let ranked = 0;
  for (let shard = 0; shard < shards.count; shard++) {
    const violation = shardViolation(network, shard);
    if (violation !== null) return violation;
    ranked += shards.ranked[shard].length;
  }
  const counted = totals.proversByRing.reduce((sum, count) => sum + count, 0);
  return counted === ranked ? null : `${ranked} in rings, ${counted} counted`;
}

/** Shards that one look at a running network checks: few enough to cost nothing, and all of them in turn. */
const sampledShards = 8;

/** Checks some shards of a running network, and each member of one, others at every call; throws `InvariantError` where something is broken. */
export function checkSample(
  network: RulesInForce & Logged & RandomDraws & ShardUpdates & EventEngine,
  call: number,
): void {
  const { kernel, world } = network;
  const { count } = world.shards;
  const failOn = (violation: string | null, shard: number): void => {
    if (violation !== null) kernel.fail(violation, { rule: "ring.assign", frame: world.frame, entity: shard });
  };
  for (let k = 0; k < Math.min(sampledShards, count); k++) {
    const shard = (call * sampledShards + k) % count;
    failOn(shardViolation(network, shard), shard);
  }
  failOn(allocationViolation(network, call % count), call % count);
}

/** Folds the columns of the world into the run's fingerprint. */
export function foldWorld({ kernel, world }: Pick<Network, "world" | "kernel">): void {
  const { provers, nodes, allocations, shards } = world;
  const fold = kernel.fingerprint;
  for (const column of [
    allocations.prover,
    allocations.shard,
    allocations.status,
    allocations.joinFrame,
    allocations.ring,
  ]) {
    fold.column(column, allocations.count);
  }
  for (const column of [shards.sizeBytes, shards.active, shards.joining, shards.covering, shards.halted]) {
    fold.column(column, shards.count);
  }
  for (const column of [provers.seniority, nodes.workers, nodes.online, ...provers.balance.parts]) {
    fold.column(column, provers.count);
  }
}
