import { describe, expect, it } from "vitest";
import { Amounts } from "./amounts.js";

const replications = (...values: (number | bigint)[]) =>
  values.map((value) => [{ name: "a", kind: "count" as const, value }]);

describe("amounts of summary lines", () => {
  it("are the values of a single replication", () => {
    const amounts = new Amounts(replications(1_234_567n));
    expect([amounts.heading(), amounts.metric("a")]).toEqual([[], "1,234,567"]);
  });

  it("are means of several with the interval of each, and say so", () => {
    const amounts = new Amounts(replications(1000, 2000, 1500));
    expect(amounts.heading()).toEqual([
      "Means of 3 replications when they ended, in brackets the 95 % interval of each mean:",
    ]);
    expect(amounts.metric("a")).toBe("1,500 [258, 2,742]");
  });

  it("say in how many replications there was none, and claim nothing below it", () => {
    expect(new Amounts(replications(0, 1, 0)).metric("a")).toBe("0.33 [0.00, 1.77] (0 in 2 of 3)");
    expect(new Amounts(replications(0, 31, 0, 24, 18, 30, 22)).metric("a")).toMatch(
      /^17\.9 \[\d\.\d, 2\d\.\d\] \(0 in 2 of 7\)$/,
    );
  });

  it("say what was measured where some replications measured nothing", () => {
    const some = [4n, null, 9n].map((value) => [{ name: "a", value }]);
    expect(new Amounts(some).metric("a")).toBe("4 to 9 (measured in 2 of 3)");
    expect(new Amounts(some.slice(1, 2)).metric("a")).toBe("not measured");
  });

  it("are one value where all replications agree", () => {
    expect(new Amounts(replications(7, 7)).metric("a")).toBe("7");
  });

  it("reckon within each replication", () => {
    expect(new Amounts(replications(1, 3)).text((of) => 2 * of("a"))).toBe("4.0 [0.0, 29.4]");
    expect(() => new Amounts(replications(1)).metric("b")).toThrow("no metric b");
  });
});
