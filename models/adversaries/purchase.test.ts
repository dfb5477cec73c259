import { assert, boolean, double, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Investment } from "./investment.js";
import { machinesMax, purchase } from "./purchase.js";

const day = 86_400_000_000;
const hourly = { hardwareUsd: 100, lifeUs: 1000 * day, energyUsdPerHour: 0.01, hostingUsdPerHour: 0.04 };

describe("what a budget buys", () => {
  it("is machines with all that they cost for as long as it lasts", () => {
    // 100 for a machine and 0.05 an hour for 20 days: 124 each.
    expect(purchase({ budgetUsd: 1000, lastsUs: 20 * day }, hourly, {})).toEqual({
      machines: 8,
      identities: 8,
      machinesUsd: 992,
      seniorityUsd: 0,
      feesUsd: 0,
      leftUsd: 8,
    });
  });

  it("is fewer machines where identities are bought with seniority, and one address where they are a cluster", () => {
    const seniority = { points: 2_000_000, usdPerMillion: 3 };
    const split = purchase({ budgetUsd: 1000, lastsUs: 20 * day }, hourly, { identitiesPerMachine: 4, seniority });
    expect(split).toMatchObject({ machines: 6, identities: 24, seniorityUsd: 144 });
    const cluster = purchase({ budgetUsd: 1000, lastsUs: 20 * day }, hourly, { isCluster: true, seniority });
    expect(cluster).toMatchObject({ machines: 9, identities: 1, seniorityUsd: 6 });
    expect(cluster.machinesUsd).toBeCloseTo(9 * 104.8 + 19.2, 9);
  });

  it("never costs more than the budget, and another machine would", () => {
    assert(
      property(
        record({
          budgetUsd: double({ min: 0, max: 1e6, noNaN: true }),
          days: integer({ min: 1, max: 4000 }),
          parts: integer({ min: 1, max: 20 }),
          isCluster: boolean(),
          points: integer({ min: 0, max: 10_000_000 }),
          feeShare: double({ min: 0, max: 1, noNaN: true }),
        }),
        ({ budgetUsd, days, parts, isCluster, points, feeShare }) => {
          const plan: Investment = {
            identitiesPerMachine: parts,
            isCluster,
            seniority: { points, usdPerMillion: 2 },
            junk: { where: "all", bytes: 1, feeShare },
          };
          const bought = purchase({ budgetUsd, lastsUs: days * day }, hourly, plan);
          expect(bought.leftUsd).toBeGreaterThanOrEqual(-1e-6 * Math.max(1, budgetUsd));
          const { machinesUsd, seniorityUsd, feesUsd, leftUsd } = bought;
          expect(machinesUsd + seniorityUsd + feesUsd + leftUsd).toBeCloseTo(budgetUsd, 5);
          const eachUsd = (machinesUsd + seniorityUsd) / Math.max(1, bought.machines);
          const isAllSpent =
            bought.machines === 0 || bought.machines === machinesMax || isCluster || leftUsd < eachUsd + 1e-6;
          expect(isAllSpent).toBe(true);
        },
      ),
      { seed: 13, numRuns: 300 },
    );
  });
});
