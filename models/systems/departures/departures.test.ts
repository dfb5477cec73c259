import { describe, expect, it } from "vitest";
import { chiSquared } from "../../../test/goodness-of-fit.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";

const gained = 600;

/** Addresses of the nodes that gain the workers by which a measurement rises, change by change. */
function gainers(count: number): readonly string[] {
  const { network } = openNetwork(
    smallScenario({
      operators: [{ class: "following", count, workers: 1, follow: "population.workers" }],
      observed: { source: "a test", timeDays: [0, 0.05], columns: { "population.workers": [0, gained] } },
    }),
  );
  const addresses: string[] = [];
  const { workers } = network.calendars;
  const addPair = workers.addPair.bind(workers);
  workers.addPair = (frame, prover, by) => {
    addresses.push(network.world.provers.addressHex(prover));
    addPair(frame, prover, by);
  };
  network.kernel.runUntil(Number.POSITIVE_INFINITY);
  return addresses;
}

describe("workers that a class gains", () => {
  const six = gainers(6);

  it("go to nodes by lot: χ², false alarm 1e-6", () => {
    expect(six).toHaveLength(gained);
    const counts = [...new Set(six)].map((address) => six.filter((one) => one === address).length);
    expect(counts).toHaveLength(6);
    const { statistic, critical } = chiSquared(
      counts,
      counts.map(() => 1 / 6),
    );
    expect(statistic).toBeLessThan(critical);
  });

  it("go where they would have gone, or to the operator that is one more", () => {
    const seven = gainers(7);
    const before = new Set(six);
    const changes = seven.map((_address, change) => change);
    const stayed = changes.filter((change) => before.has(seven[change]));
    expect(stayed.map((change) => seven[change])).toEqual(stayed.map((change) => six[change]));
    expect(seven.filter((address) => !before.has(address)).length).toBeGreaterThan(gained / 14);
  });
});
