/** Fees that reach the participants of the frame whose header carries them, against the rule applied to each such frame. */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import type { Network } from "../../changes/network.js";
import { distributeFees } from "../../protocol/fees/distribution.js";
import { makerInTurn } from "../../protocol/consensus/leader-turns.js";

const open = (switches: ScenarioText, fields: ScenarioText = {}) => {
  const scenario = smallScenario({
    horizon: "1 d",
    switches: { epochFrames: 60, maximumProvers: 12 },
    operators: [
      { class: "steady", count: 14, workers: 2 },
      { class: "frail", count: 12, workers: 2, uptime: "75 %", outage: "20 min", leave: "half-life 12 h" },
    ],
    shards: { count: 3, world: "20 GB", skew: "zipf 0.8" },
    fees: { transactions: "20000/d", bytes: "1234 B" },
    ...fields,
  });
  return openNetwork({ ...scenario, switches: { ...scenario.switches, ...switches } }, "1", { events: true });
};

/** Who is present on a shard, by address. */
function presentOn({ world }: Network, shard: number): { readonly prover: number; readonly isPresent: boolean }[] {
  const { allocations, provers, nodes, shards } = world;
  const members = shards.ranked[shard].map((allocation) => allocations.prover[allocation]);
  members.sort((a, b) => provers.compareAddress(a, b));
  return members.map((prover) => ({ prover, isPresent: nodes.online[provers.node[prover]] === 1 }));
}

/** Runs frame by frame, and pays whatever the log says is paid by the rule; gives what provers should have and have, and the frames of payment. */
function live(switches: ScenarioText, frames: number, fields: ScenarioText = {}) {
  const { network, runTo, balances } = open(switches, fields);
  const { provers, fees } = network.world;
  const owed: bigint[] = [];
  const lateFrames = new Set<number>();
  let seen = 0;
  for (let frame = 1; frame <= frames; frame++) {
    // Whoever may come is there before the frame: nobody is kicked here, so who sits in a ring at its end sat there in it.
    const before = Array.from({ length: network.world.shards.count }, (_none, shard) => fees?.waitingOn(shard) ?? 0n);
    const credited = fees?.creditedUnits ?? 0n;
    runTo(frame);
    let paid = 0n;
    for (; seen < (network.log?.count ?? 0); seen++) {
      const { what, shard, other } = network.log!.at(seen);
      if (what !== "fees paid") continue;
      if (frame % 60 !== 0) lateFrames.add(frame);
      const members = presentOn(network, shard);
      const present = members.filter(({ isPresent }) => isPresent).map(({ prover }) => prover);
      const maker =
        members[
          makerInTurn(
            frame,
            members.map(({ isPresent }) => isPresent),
          )
        ].prover;
      expect([undefined, maker]).toContain(other);
      const total = [shard, ...forebears(network, shard, frame)].reduce(
        (units, owner) => units + (before[owner] ?? 0n) + collected(network, owner, frame),
        0n,
      );
      const { shares } = distributeFees(total, present.map((prover) => provers.addressHex(prover)), provers.addressHex(maker)); // prettier-ignore
      shares.forEach(({ units }, k) => {
        owed[present[k]] = (owed[present[k]] ?? 0n) + units;
        paid += units;
      });
    }
    expect((fees?.creditedUnits ?? 0n) - credited).toBe(paid);
  }
  balances();
  checkNetwork(network);
  const earned = Array.from({ length: provers.count }, (_none, prover) => fees?.earnedBy(prover) ?? 0n);
  return { network, owed: earned.map((_units, prover) => owed[prover] ?? 0n), earned, lateFrames };
}

/** Shards whose fees one that appeared in this frame carries on: the one that it is the first part of, or both that merged into it. */
function forebears({ log, world: { shards } }: Network, shard: number, frame: number): readonly number[] {
  const rows = Array.from({ length: log?.count ?? 0 }, (_none, row) => log!.at(row)).filter(
    (row) => row.frame === frame,
  );
  const appeared = rows.filter(({ what }) => what === "shard appears");
  const from = appeared.find((row) => row.shard === shard)?.other;
  if (from === undefined) return [];
  if (shards.filter[from].length < shards.filter[shard].length)
    return appeared.find(({ other }) => other === from)?.shard === shard ? [from] : [];
  const gone = rows.filter(({ what }) => what === "shard is gone").map((row) => row.shard);
  return gone.filter((child) => shards.filter[child].slice(0, -2) === shards.filter[shard]);
}

/** What a frame's transactions on a shard paid. */
function collected({ log }: Network, shard: number, frame: number): bigint {
  let units = 0n;
  for (let row = 0; row < (log?.count ?? 0); row++) {
    const { what, other = 0, value = 0, ...event } = log!.at(row);
    if (what === "transactions" && event.shard === shard && event.frame === frame)
      units += BigInt(other) * BigInt(value);
  }
  return units;
}

const october = {
  feeSink: "participants",
  leaderRule: "roundRobin",
  splitMembership: "unchanged",
  reconfirm: "ahead",
};

describe("fees for participants", () => {
  it("are credited to the unit as the rule says, and nothing is burnt", () => {
    const { network, owed, earned } = live(october, 1500);
    expect(earned).toEqual(owed);
    const { fees } = network.world;
    expect(fees?.burntUnits).toBe(0n);
    expect(fees?.creditedUnits).toBeGreaterThan(10n ** 8n);
    expect(network.world.totals.splits).toBeGreaterThan(0);
  });

  it("wait for the next header where a leader is away, the chain stands still or the shard makes no frames", () => {
    const fields = { consensus: { leaderTimeouts: "on" }, archives: { count: 4, uptime: "85 %", outage: "5 min" } };
    const { owed, earned, lateFrames } = live({ ...october, haltGraceFrames: 100 }, 1500, fields);
    expect(earned).toEqual(owed);
    expect(lateFrames.size).toBeGreaterThan(3);
  });

  it("leave less than a unit a participant to burn where no maker gets the rest", () => {
    const { network, runTo, balances } = open({ feeSink: "ringParticipants" });
    runTo(1500);
    balances();
    checkNetwork(network);
    const { fees, shards } = network.world;
    expect(fees?.creditedUnits).toBeGreaterThan(10n ** 8n);
    expect(fees?.burntUnits).toBeGreaterThan(0n);
    expect(fees?.burntUnits).toBeLessThan(BigInt(shards.count) * 25n * 26n);
    const { log } = network;
    const rows = Array.from({ length: log?.count ?? 0 }, (_none, row) => log!.at(row));
    // A row names nobody by an empty cell, as every other does.
    expect(new Set(rows.filter(({ what }) => what === "fees paid").map(({ other }) => other))).toEqual(
      new Set([undefined]),
    );
  });
});
