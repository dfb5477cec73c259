/** What the budget of an attacker buys, at the costs of its class. */
import { type Purchase, purchase } from "../adversaries/purchase.js";
import type { Attacker, Budget } from "./attackers.js";
import { costsOf } from "./money.js";
import type { OperatorClass } from "./schema.js";

/** Of an attacker with a budget, and the class that it is of. */
export function purchaseOf({ misconduct }: Attacker, budget: Budget, entry: OperatorClass): Purchase {
  const costs = costsOf(entry);
  return purchase(
    { budgetUsd: budget.usd, lastsUs: budget.lastsUs },
    {
      hardwareUsd: costs.hardwareUsd,
      lifeUs: costs.lifeUs,
      energyUsdPerHour: (costs.powerW / 1000) * costs.energyUsdPerKwh,
      hostingUsdPerHour: costs.hostingUsdPerHour,
    },
    misconduct.invests ?? {},
  );
}

/** Workers of the n-th of so many identities of a machine: the first ones have what division leaves over. */
export const workersOfIdentity = (workers: number, identities: number, n: number): number =>
  Math.floor(workers / identities) + (n < workers % identities ? 1 : 0);
