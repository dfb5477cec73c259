/** Runs that are stored, and gone on with under other values of what may be changed. */
import { describe, expect, it } from "vitest";
import { identity } from "../../test/network-kit.js";
import { gossipModel } from "./gossip-model.js";
import { problemsOf } from "./problems.js";
import { type GossipScenario, gossipSchema } from "./schema.js";

const atUs = 10_500_000;

/** Of each field another value than any transport has. */
const otherMesh: { readonly [field in keyof GossipScenario["mesh"]]-?: readonly (number | boolean | string)[] } = {
  degree: [7],
  degreeLow: [4],
  degreeHigh: [13],
  degreeLazy: [2],
  iHaveIds: [3],
  iHaveMessages: [2],
  pendingWants: [4],
  retransmissions: [1],
  heartbeat: ["2 s"],
  iDontWant: [true, false],
  floodPublish: [true, false],
  composite: [true, false],
  scores: [true, false],
};

const scenarioWith = (transport: string, mesh: object): GossipScenario =>
  gossipSchema.parse({
    model: "gossip",
    name: "branched",
    horizon: "20 s",
    transport,
    connections: 8,
    nodes: [
      { class: "all", count: 60, upload: "100 Mbit/s", download: "100 Mbit/s" },
      { class: "writes", count: 3, listens: false },
    ],
    jitter: "5 ms",
    messages: [{ flow: "note", size: "30 kB", every: "200 ms" }],
    mesh,
  });

const stored = (scenario: GossipScenario) => {
  const run = gossipModel.createSimulation(scenario, { ...identity(), isStored: true });
  run.advance(atUs);
  return { atUs, state: run.save() };
};

const whyFixed = (before: GossipScenario, after: GossipScenario, field: string): string | null =>
  gossipModel.whyFixed({ path: `mesh.${field}`, before, after, atUs });

describe.each(["go", "rustJune", "gossipSub"])("a stored run of %s", (transport) => {
  const fields = Object.entries(otherMesh);

  it("has a value to try of each field of its meshes", () => {
    expect(Object.keys(otherMesh).toSorted()).toEqual(Object.keys(gossipSchema.shape.mesh.unwrap().shape).toSorted());
  });

  it.each(fields)("goes on with another %s, or says that it cannot", (field, values) => {
    for (const before of [undefined, ...values]) {
      const first = scenarioWith(transport, before === undefined ? {} : { [field]: before });
      for (const after of values) {
        const second = scenarioWith(transport, { [field]: after });
        if (whyFixed(first, second, field) !== null || problemsOf(first).length + problemsOf(second).length > 0)
          continue;
        const run = gossipModel.createSimulation(second, { ...identity(), from: stored(first), branch: "other" });
        run.advance(Number.POSITIVE_INFINITY);
        expect(run.finish().metrics.length).toBeGreaterThan(0);
      }
    }
  });

  it("keeps what its state is counted in, and no more than that", () => {
    const one = scenarioWith(transport, {});
    const fixed = fields.map(([field]) => field).filter((field) => whyFixed(one, one, field) !== null);
    expect(fixed).toEqual(["heartbeat", "composite", "scores"]);
  });
});
