/** Random gossip scenarios: every run adds up, and goes on from any moment as if it had never stopped. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gossipModel } from "./gossip-model.js";
import { gossipSchema, type GossipScenario } from "./schema.js";

const horizonS = 12;

const set = fc.constantFrom({ classes: ["home"] }, { classes: ["server"] }, { regions: ["europe", "na east"] });

const fault = fc
  .record({
    fault: fc.constantFrom("partition", "cut", "slow", "crash", "eclipse"),
    at: fc.integer({ min: 0, max: 10 }),
    for: fc.integer({ min: 1, max: 4 }),
    isPeriodic: fc.boolean(),
    from: set,
    to: set,
  })
  .map(({ at, for: lasts, isPeriodic, ...written }) => ({
    ...written,
    at: `${at} s`,
    for: `${lasts} s`,
    ...(isPeriodic && { every: `${lasts + 2} s` }),
    groups: [written.from, written.to],
    adds: "250 ms",
  }));

const flow = fc
  .record({
    bytes: fc.integer({ min: 10, max: 30_000 }),
    everyMs: fc.integer({ min: 200, max: 3000 }),
    isOfHomes: fc.boolean(),
    isTakenByServers: fc.boolean(),
    otherwise: fc.constantFrom("ignore", "reject"),
  })
  .map(({ bytes, everyMs, isOfHomes, isTakenByServers, otherwise }) => ({
    size: `${bytes} B`,
    every: `${everyMs} ms`,
    at: "2 s",
    otherwise,
    ...(isOfHomes && { from: ["home"] }),
    ...(isTakenByServers && { acceptedBy: ["server"] }),
  }));

const scenarios = fc
  .record({
    transport: fc.constantFrom("flood", "gossipSub", "go", "rustJune", "rustFork"),
    servers: fc.integer({ min: 12, max: 40 }),
    homes: fc.integer({ min: 12, max: 40 }),
    connections: fc.integer({ min: 2, max: 10 }),
    lossPercent: fc.integer({ min: 0, max: 20 }),
    perAddress: fc.constantFrom(1, 10),
    areHomesListening: fc.boolean(),
    jitterMs: fc.constantFrom(0, 20),
    validationMs: fc.constantFrom(0, 100),
    channels: fc.integer({ min: 1, max: 4 }),
    channelsPerNode: fc.integer({ min: 1, max: 4 }),
    flows: fc.array(flow, { minLength: 1, maxLength: 3 }),
    faults: fc.array(fault, { maxLength: 2 }),
    seed: fc.nat(1000),
  })
  .map((drawn): GossipScenario =>
    gossipSchema.parse({
      model: "gossip",
      name: "random",
      seed: drawn.seed,
      horizon: `${horizonS} s`,
      transport: drawn.transport,
      connections: drawn.connections,
      jitter: `${drawn.jitterMs} ms`,
      validation: `${drawn.validationMs} ms`,
      channels: drawn.channels,
      channelsPerNode: drawn.channelsPerNode,
      nodes: [
        { class: "server", count: drawn.servers, loss: `${drawn.lossPercent} %`, perAddress: drawn.perAddress },
        {
          class: "home",
          count: drawn.homes,
          upload: "5 Mbit/s",
          download: "20 Mbit/s",
          access: "20 ms",
          listens: drawn.areHomesListening,
        },
      ],
      messages: drawn.flows.map((one, k) => ({ flow: `flow ${k}`, ...one })),
      faults: drawn.faults,
    }),
  );

function finished(scenario: GossipScenario, storedAtUs?: number) {
  const identity = { seed: String(scenario.seed), replication: 0, replay: "npm test" };
  let simulation = gossipModel.createSimulation(scenario, identity);
  if (storedAtUs !== undefined) {
    simulation.advance(storedAtUs);
    const from = { atUs: storedAtUs, state: simulation.save() };
    simulation = gossipModel.createSimulation(scenario, { ...identity, from });
  }
  simulation.advance(Infinity);
  // Conservation of messages, bytes and mesh peers is looked at here.
  return simulation.finish();
}

describe("any gossip scenario", () => {
  it("adds up, and goes on from a stored moment as if it had never stopped", () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 1, max: horizonS * 1e6 - 1 }), (scenario, storedAtUs) => {
        expect(gossipModel.planOf(scenario).infeasible).toEqual([]);
        const whole = finished(scenario);
        const share = Number(whole.metrics.find(({ name }) => name === "delivery.share")?.value ?? 0);
        expect(share).toBeLessThanOrEqual(1);
        expect(finished(scenario, storedAtUs)).toEqual(whole);
      }),
      { seed: 15, numRuns: 30 },
    );
  });
});
