import { describe, expect, it } from "vitest";
import { unitsPerQuil } from "../protocol/ground/token.js";
import type { OperatorAction, OperatorView, PolicyMemory } from "./policy.js";
import { policies } from "./policies.js";
import { sales } from "./sales/sales.js";

const day = 86_400_000_000;

const view = (fields: Partial<OperatorView> = {}): OperatorView => ({
  nowUs: 0,
  state: "running",
  machines: 4,
  nodes: 4,
  priceUsd: 0.05,
  revenueUsdPerDay: 3,
  costs: { energyUsd: 1, hostingUsd: 1, hardwareUsd: 2 },
  machineUsd: 100,
  cashUsd: 1000,
  heldQuil: 0,
  draws: { word: () => 0, uniform: () => 0 },
  ...fields,
});

/** What a policy does on each day at which it sees this, one after the other. */
function days(kind: object, seen: readonly Partial<OperatorView>[]): readonly OperatorAction["do"][] {
  const { decide } = policies.create(policies.choice({}).parse(kind), null);
  const memory: PolicyMemory = { badSinceUs: -1, goodSinceUs: -1 };
  return seen.map((fields, k) => decide(view({ nowUs: k * day, ...fields }), memory).do);
}

const times = (count: number, fields: Partial<OperatorView>): Partial<OperatorView>[] =>
  Array.from({ length: count }, () => fields);

const byProfit = { kind: "by profit", patience: "2 d" };
const bad = { revenueUsdPerDay: 1.9 };
const good = { revenueUsdPerDay: 5.1 };

/** What it does that has waited long enough, on a good day. */
const grown = (fields: object, seen: Partial<OperatorView>): unknown => {
  const { decide } = policies.create(policies.choice({}).parse({ ...byProfit, ...fields }), null);
  return decide(view({ ...good, nowUs: 2 * day, ...seen }), { badSinceUs: -1, goodSinceUs: 0 });
};

const sold = (kind: object, seen: { held?: number; priceUsd?: number; cashUsd?: number } = {}): number => {
  const { held = 1000, priceUsd = 0.5, cashUsd = 0 } = seen;
  const heldUnits = BigInt(held) * unitsPerQuil;
  const units = sales.create(sales.choice({}).parse(kind), null).units({ heldUnits, priceUsd, cashUsd });
  return Number(units) / Number(unitsPerQuil);
};

describe("the policy by profit", () => {
  it("leaves when running has not paid for as long as it is patient, and begins to wait anew after a good day", () => {
    expect(days(byProfit, times(3, bad))).toEqual(["stay", "stay", "exit"]);
    expect(days(byProfit, [...times(2, bad), {}, ...times(3, bad)]).slice(3)).toEqual(["stay", "stay", "exit"]);
  });

  it("does not let what hardware has cost decide who stays, unless that counts", () => {
    expect(days(byProfit, times(9, { revenueUsdPerDay: 3 }))).not.toContain("exit");
    expect(days({ ...byProfit, hardware: "counted" }, times(3, { revenueUsdPerDay: 3 })).at(-1)).toBe("exit");
  });

  it("does nothing between too little and enough", () => {
    const between = [2.1, 4, 4.9].flatMap((revenueUsdPerDay) => times(9, { revenueUsdPerDay }));
    expect(new Set(days({ ...byProfit, most: 99 }, between))).toEqual(new Set(["stay"]));
    expect(days({ ...byProfit, short: "10 %" }, times(9, bad))).not.toContain("exit");
  });

  it("grows as far as it may and can pay", () => {
    expect(grown({ most: 99, step: "75 %" }, {})).toEqual({ do: "expand", machines: 3 });
    expect(grown({ most: 5, step: "75 %" }, {})).toEqual({ do: "expand", machines: 1 });
    expect(grown({ most: 99, step: "75 %" }, { cashUsd: 250 })).toEqual({ do: "expand", machines: 2 });
    expect(grown({ most: 99 }, { cashUsd: 99 })).toEqual({ do: "stay" });
    expect(grown({}, {})).toEqual({ do: "stay" });
  });

  it("enters when it has been worth it for as long, and the machines can be paid", () => {
    const outside = { state: "outside" } as const;
    expect(days(byProfit, times(3, { ...outside, ...good }))).toEqual(["stay", "stay", "enter"]);
    expect(days(byProfit, times(9, { ...outside, revenueUsdPerDay: 4.9 }))).not.toContain("enter");
    expect(days(byProfit, times(9, { ...outside, ...good, cashUsd: 399 }))).not.toContain("enter");
    // Machines that are there need not be paid again, nor written off by running.
    expect(days(byProfit, times(3, { state: "paused", revenueUsdPerDay: 2.6, cashUsd: 0 })).at(-1)).toBe("enter");
  });

  it("becomes a cluster where that saves enough, and exits at once when it owes too much", () => {
    expect(days({ ...byProfit, cluster: "18 %" }, [{}])).toEqual(["consolidate"]);
    expect(days({ ...byProfit, cluster: "19 %" }, [{}])).toEqual(["stay"]);
    expect(days({ ...byProfit, cluster: "0 %" }, [{ nodes: 1 }])).toEqual(["stay"]);
    expect(days({ ...byProfit, owes: "50 USD" }, [{ cashUsd: -50 }, { cashUsd: -51 }])).toEqual(["stay", "exit"]);
  });

  it("switches off, or shrinks, where it is told to", () => {
    expect(days({ ...byProfit, response: "pause" }, times(3, bad)).at(-1)).toBe("pause");
    expect(days({ ...byProfit, response: "shrink" }, times(3, bad)).at(-1)).toBe("shrink");
  });
});

describe("ways to sell", () => {
  it("sell all, nothing, what costs ask for, or all above a price", () => {
    expect(sold({ kind: "at once" })).toBe(1000);
    expect(sold({ kind: "hold" })).toBe(0);
    expect(sold({ kind: "cover costs" })).toBe(0);
    expect(sold({ kind: "cover costs" }, { cashUsd: -20 })).toBe(40);
    expect(sold({ kind: "cover costs", reserve: "30 USD" }, { cashUsd: -20 })).toBe(100);
    expect(sold({ kind: "cover costs" }, { cashUsd: -2000 })).toBe(1000);
    expect(sold({ kind: "cover costs" }, { cashUsd: -2000, priceUsd: 0 })).toBe(0);
    expect(sold({ kind: "above price", least: "0.6 USD" })).toBe(0);
    expect(sold({ kind: "above price", least: "0.5 USD" })).toBe(1000);
  });
});
