/** Rewards that are settled when something changes, against the pure rule applied to every shard in every frame. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { epochNumber } from "../lifecycle/epoch.js";
import { countsInCommittee } from "../lifecycle/membership.js";
import type { StoredStatus } from "../lifecycle/status.js";
import type { Network } from "../network.js";
import { Status } from "../state/allocations.js";
import { mintFrame } from "./frame.js";

const storedStatus: readonly StoredStatus[] = ["joining", "active", "paused", "leaving", "left"];

/** Pays one frame after another by the rule, from nothing but the world's columns. */
class ReferencePay {
  readonly owed: bigint[] = [];
  /** Halts as they were when the frame began: one that is decided in a frame counts from the next. */
  #halted: number[] = [];
  mintedFrames = 0;

  payFrame(network: Network, frame: number): void {
    const { world } = network;
    const bySeat = this.#seats(network, frame);
    let worldBytes = 0n;
    for (let shard = 0; shard < world.shards.count; shard++) worldBytes += BigInt(world.shards.sizeBytes[shard]);
    while (this.owed.length < world.provers.count) this.owed.push(0n);
    for (let shard = 0; shard < world.shards.count; shard++) {
      if (this.#halted[shard] !== 1) this.#payShard(network, shard, bySeat[shard] ?? [], worldBytes);
    }
    this.#halted = [...world.shards.halted.subarray(0, world.shards.count)];
  }

  /** Provers in the committee of each shard in this frame. */
  #seats({ world, rules }: Network, frame: number): number[][] {
    const { provers, allocations } = world;
    const seats: number[][] = [];
    for (let prover = 0; prover < provers.count; prover++) {
      for (const allocation of provers.allocations[prover]) {
        const shard = allocations.shard[allocation];
        const status = storedStatus[allocations.status[allocation]];
        // Evictions are decided after the frame has paid; a place that is given up by one still counts in its frame.
        const isJustEvicted = provers.kickFrame[prover] === frame && allocations.ring[allocation] >= 0;
        const epoch = epochNumber(frame, rules.epochFrames);
        const seat = {
          status,
          filter: world.shards.filter[shard],
          joinFrame: allocations.joinFrame[allocation],
          joinConfirmFrame: allocations.joinConfirmFrame[allocation],
          leaveFrame: allocations.leaveFrame[allocation],
          leaveConfirmFrame: allocations.leaveConfirmFrame[allocation],
          epoch: provers.lapsed[prover] === 1 ? epoch - 1 : epoch,
        };
        if (status === undefined || !(isJustEvicted || countsInCommittee(seat, frame, rules))) continue;
        (seats[shard] ??= []).push(allocation);
      }
    }
    return seats;
  }

  #payShard({ world, rules, scenario }: Network, shard: number, seats: readonly number[], worldBytes: bigint): void {
    const { provers, allocations, shards } = world;
    const proverOf = new Map(seats.map((seat) => [provers.addressHex(allocations.prover[seat]), seat]));
    const members = [...proverOf].map(([address, seat]) => ({
      address,
      joinFrame: allocations.joinFrame[seat],
      joinConfirmFrame: allocations.joinConfirmFrame[seat],
      seniority: provers.seniority[allocations.prover[seat]],
    }));
    const isOnline = (address: string): boolean =>
      provers.online[allocations.prover[proverOf.get(address) ?? -1]] === 1;
    const weigh = (those: typeof members): bigint => those.reduce((sum, { seniority }) => sum + BigInt(seniority), 0n);
    if (weigh(members.filter(({ address }) => isOnline(address))) < (2n * weigh(members)) / 3n) return;
    const [payment] = mintFrame(
      { difficulty: BigInt(scenario.frames.difficulty), worldBytes, units: 8_000_000_000n },
      [
        {
          stateBytes: BigInt(shards.sizeBytes[shard]),
          leafCount: BigInt(shards.leafCount[shard]),
          provers: members,
          absent: new Set(members.map(({ address }) => address).filter((address) => !isOnline(address))),
        },
      ],
      rules,
    );
    if (payment.minted > 0n) this.mintedFrames++;
    for (const { address, units } of payment.paid) {
      this.owed[allocations.prover[proverOf.get(address) ?? -1]] += units;
    }
  }
}

/** What happened in a checked network, so that a test can say that it was worth checking. */
interface Lived {
  readonly mintedFrames: number;
  readonly splits: number;
  readonly halts: number;
  readonly evictions: number;
  readonly leaves: number;
  readonly absences: number;
}

/** Steps a network frame by frame, holding balances against the reference now and then and at the end. */
function checkPay(fields: ScenarioText, { seed, frames }: { seed: string; frames: number }): Lived {
  const { network, runTo, balances } = openNetwork(smallScenario({ horizon: `${frames * 10} s`, ...fields }), seed);
  const { first } = network.scenario.frames;
  const pay = new ReferencePay();
  let halts = 0;
  let absences = 0;
  for (let frame = 1; frame <= frames; frame++) {
    runTo(frame);
    pay.payFrame(network, first + frame);
    halts += network.world.totals.haltedShards > 0 ? 1 : 0;
    absences += network.world.totals.peers - network.world.totals.peersOnline;
    if (frame % 331 === 0 || frame === frames) {
      expect(balances(), `balances up to frame ${frame}, seed ${seed}`).toEqual(pay.owed);
      expect(network.world.issuedUnits.get(0)).toBe(pay.owed.reduce((sum, units) => sum + units, 0n));
    }
  }
  const { splits, evictions, leaves } = network.world.totals;
  return { mintedFrames: pay.mintedFrames, splits, halts, evictions, leaves, absences };
}

const networks = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }).map(String),
  ringOrder: fc.constantFrom("joinFrameFirst", "seniorityFirst"),
  count: fc.integer({ min: 8, max: 16 }),
  workers: fc.integer({ min: 1, max: 4 }),
  shards: fc.integer({ min: 1, max: 4 }),
  uptime: fc.integer({ min: 60, max: 99 }),
  growth: fc.constantFrom("0 %/month", "40 %/month"),
  skew: fc.constantFrom("none", "zipf 0.8"),
  haltThreshold: fc.integer({ min: 1, max: 4 }),
  maximumProvers: fc.integer({ min: 5, max: 12 }),
});
type Drawn = typeof networks extends fc.Arbitrary<infer Value> ? Value : never;

/** A crowd that comes and goes, on shards that are small enough to halt and to split. */
function fieldsOf(drawn: Drawn, rules: string, switches: ScenarioText): ScenarioText {
  const { ringOrder, count, workers, shards, uptime, growth, skew, haltThreshold, maximumProvers } = drawn;
  return {
    rules,
    switches: { ringOrder, haltThreshold, maximumProvers, haltGraceFrames: 90, ...switches },
    operators: [
      { class: "old", count, workers, seniority: "historic", uptime: `${uptime} %`, outage: "5 min" },
      { class: "coming", count: 2, workers: 2, arrive: "60/d", leave: "half-life 3 h", uptime: "90 %", outage: "1 h" },
      { class: "moving", count: 2, nodes: 2, workers, seniority: { points: 1000 }, leave: "half-life 2 h" },
    ],
    shards: { count: shards, world: "30 GB", growth, skew },
  };
}

describe("accrual", () => {
  it("credits every prover to the unit what the rule pays frame by frame, under epochs", () => {
    const lived: Lived[] = [];
    fc.assert(
      fc.property(networks, fc.constantFrom("reassignedByAddress", "bySeniority"), (drawn, splitMembership) => {
        const fields = fieldsOf(drawn, "v2.1-epoch", { epochFrames: 100, splitMembership });
        lived.push(checkPay(fields, { seed: drawn.seed, frames: 900 }));
      }),
      { seed: 1, numRuns: 8 },
    );
    expectEventful(lived);
  });

  it("does so under frame windows", () => {
    const lived: Lived[] = [];
    fc.assert(
      fc.property(networks, fc.constantFrom("unchanged", "bySeniority"), (drawn, splitMembership) => {
        const fields = fieldsOf(drawn, "v2.1-frames", { splitMembership });
        lived.push(checkPay(fields, { seed: drawn.seed, frames: 1500 }));
      }),
      { seed: 1, numRuns: 8 },
    );
    expectEventful(lived);
  });

  it("does so for effective committees, where joins and leaves count an epoch late", () => {
    fc.assert(
      fc.property(networks, (drawn) => {
        const fields = fieldsOf(drawn, "v2.1-epoch", { epochFrames: 100, committeeMembership: "effective" });
        expect(checkPay(fields, { seed: drawn.seed, frames: 900 }).leaves).toBeGreaterThan(0);
      }),
      { seed: 1, numRuns: 5 },
    );
  });
});

/** The networks together saw everything that could go wrong. */
function expectEventful(lived: readonly Lived[]): void {
  const sum = (read: (one: Lived) => number): number => lived.reduce((total, one) => total + read(one), 0);
  expect(sum(({ mintedFrames }) => mintedFrames)).toBeGreaterThan(1000);
  expect(sum(({ splits }) => splits)).toBeGreaterThan(0);
  expect(sum(({ halts }) => halts)).toBeGreaterThan(0);
  expect(sum(({ evictions }) => evictions)).toBeGreaterThan(0);
  expect(sum(({ leaves }) => leaves)).toBeGreaterThan(0);
  expect(sum(({ absences }) => absences)).toBeGreaterThan(0);
}
