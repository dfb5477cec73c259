import type { Investment } from "./investment.js";

/** What a machine costs: its price and life, and what it draws and rents an hour. */
export interface MachinePrice {
  readonly hardwareUsd: number;
  readonly lifeUs: number;
  readonly energyUsdPerHour: number;
  /** Of each address. */
  readonly hostingUsdPerHour: number;
}

export interface Purchase {
  readonly machines: number;
  readonly identities: number;
  /** Machines with their running costs, seniority, and tokens for fees; together with what is left they are the budget, dollars. */
  readonly machinesUsd: number;
  readonly seniorityUsd: number;
  readonly feesUsd: number;
  readonly leftUsd: number;
}

const hourUs = 3_600_000_000;

/** Machines that anybody could ever want; more than that are not bought. */
export const machinesMax = 100_000;

/**
 * What a budget buys: fees first, then as many machines as can be paid with all that they cost for so long and with the seniority of
 * their identities. Hardware that wears out within that time is paid again as it does. Assumption: all of it has a price, and is there.
 */
export function purchase(
  { budgetUsd, lastsUs }: { readonly budgetUsd: number; readonly lastsUs: number },
  price: MachinePrice,
  { identitiesPerMachine = 1, isCluster = false, seniority, junk }: Investment,
): Purchase {
  const hours = lastsUs / hourUs;
  const hardwareUsd = price.hardwareUsd * Math.max(1, lastsUs / price.lifeUs);
  const hostingUsd = price.hostingUsdPerHour * hours;
  const machineUsd = hardwareUsd + price.energyUsdPerHour * hours + (isCluster ? 0 : hostingUsd);
  const once = isCluster ? hostingUsd : 0;
  const pointsUsd = seniority === undefined ? 0 : (seniority.points / 1e6) * seniority.usdPerMillion;
  // A cluster has one key, whatever it is made of.
  const eachUsd = machineUsd + (isCluster ? 0 : pointsUsd * identitiesPerMachine);
  const onceUsd = once + (isCluster ? pointsUsd : 0);
  const feesUsd = budgetUsd * (junk?.feeShare ?? 0);
  const forMachines = budgetUsd - feesUsd - onceUsd;
  const affordable = eachUsd > 0 ? Math.floor(forMachines / eachUsd) : machinesMax;
  const machines = Math.max(0, Math.min(machinesMax, affordable));
  const identities = isCluster ? Math.min(1, machines) : machines * identitiesPerMachine;
  const machinesUsd = machines * machineUsd + (machines > 0 ? once : 0);
  const seniorityUsd = identities * pointsUsd;
  return {
    machines,
    identities,
    machinesUsd,
    seniorityUsd,
    feesUsd,
    leftUsd: budgetUsd - machinesUsd - seniorityUsd - feesUsd,
  };
}
