import { describe, expect, it } from "vitest";
import { Amounts } from "./amounts.js";

const replications = (...values: (number | bigint)[]) => values.map((value) => [{ name: "a", value }]);

describe("amounts of summary lines", () => {
  it("are the values of a single replication", () => {
    const amounts = new Amounts(replications(1_234_567n));
    expect([amounts.heading(), amounts.metric("a")]).toEqual([[], "1,234,567"]);
  });

  it("are means of several, with the lowest and the highest, and say so", () => {
    const amounts = new Amounts(replications(1000, 2000, 1500));
    expect(amounts.heading()).toEqual(["Means of 3 replications, in brackets the lowest and the highest of them:"]);
    expect(amounts.metric("a")).toBe("1,500 (1,000 to 2,000)");
    expect(new Amounts(replications(0, 1, 0)).metric("a")).toBe("0.3 (0 to 1)");
  });

  it("are one value where all replications agree", () => {
    expect(new Amounts(replications(7, 7)).metric("a")).toBe("7");
  });

  it("reckon within each replication", () => {
    expect(new Amounts(replications(1, 3)).text((of) => 2 * of("a"))).toBe("4.0 (2 to 6)");
    expect(() => new Amounts(replications(1)).metric("b")).toThrow("no metric b");
  });
});
