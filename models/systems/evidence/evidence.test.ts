import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { Status } from "../../state/allocations.js";

const signing = (rate: string): ScenarioText => ({ kind: "equivocate", class: "nodes", rate });

/** A network of which all nodes sign twice as often as the rate says; by default none does in its ten hours. */
const open = (switches: ScenarioText = {}, attackers: readonly ScenarioText[] = [signing("1/y")]) =>
  openNetwork(
    smallScenario({
      horizon: "10 h",
      switches: { epochFrames: 20, ...switches },
      operators: [{ class: "nodes", count: 12, workers: 2, seniority: { points: 500 } }],
      attackers,
      shards: { count: 2, world: "20 GB" },
      network: { messageLoss: "0 %" },
    }),
  );

/** Lets node 3 sign twice in frame 100 and looks at it at a later frame. */
function convictedBy(switches: ScenarioText, lookAt = 101) {
  const { network, runTo } = open(switches);
  runTo(99);
  network.calendars.equivocations.add(100, 3);
  runTo(100);
  const before = network.world.allocationIndex.count(3);
  runTo(lookAt);
  return { network, provers: network.world.provers, before };
}

const statusesOf = ({ world }: ReturnType<typeof convictedBy>["network"], prover: number): number[] =>
  world.allocationIndex.of(prover).map((allocation) => world.allocations.status[allocation]);

describe("equivocation", () => {
  it("costs a node all its allocations with the next frame, and the key", () => {
    const { network, provers, before } = convictedBy({});
    expect(before).toBe(2);
    expect(statusesOf(network, 3)).toEqual([Status.left, Status.left]);
    expect(provers.kickFrame[3]).toBe(101);
    expect(network.world.totals.kicks).toBe(1);
    expect(network.world.shards.inRings[0]).toBe(11);
    const later = convictedBy({}, 600);
    expect(later.network.world.nodes.workersBusy[later.provers.node[3]]).toBe(0);
    expect(later.network.world.totals.active).toBe(22);
  });

  it.each([
    ["zeroed", 0, false],
    ["kept", 500, false],
    ["minus10PerFault", 490, true],
    ["quadraticPenalty", 490, true],
  ])("leaves the seniority that the switch says: %s", (kickSeniority, points, mayReturn) => {
    const { network, provers } = convictedBy({ kickSeniority });
    expect(provers.seniority[3]).toBe(points);
    expect(provers.kickFrame[3] === 0).toBe(mayReturn);
    // The weights of the committees are those of the members who are left.
    expect(network.world.shards.seniorityTotal[0]).toBe(11 * 500);
    const later = convictedBy({ kickSeniority }, 600);
    expect(later.network.world.nodes.workersBusy[later.provers.node[3]]).toBe(mayReturn ? 2 : 0);
  });

  it("comes as often as the attacker says, and never unless it says so", () => {
    const { network, runTo } = open({ kickSeniority: "quadraticPenalty" }, [signing("6/d")]);
    runTo(3600);
    const drawn = network.world.provers.equivocations.subarray(0, 12).reduce((sum, count) => sum + count, 0) - 12;
    // Poisson with mean 12 nodes · 6/d · 10 h = 30: outside 5 to 60 with a chance below 1e-6.
    expect(drawn).toBeGreaterThan(5);
    expect(drawn).toBeLessThan(60);
    expect(network.world.totals.kicks).toBeGreaterThan(0);
    const quiet = open({}, []);
    quiet.runTo(3600);
    expect(quiet.network.world.totals.kicks).toBe(0);
  });
});
