/** Every metric that is published, against a count of its own: from provers, allocations, shards, rings, balances, the log. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EventfulNetwork, eventfulNetworks } from "../../../test/eventful-networks.js";
import { identity, openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import type { Network } from "../../changes/network.js";
import { coverageHealth } from "../../protocol/coverage/health.js";
import { ringInfo } from "../../protocol/ring/info.js";
import { effectiveStatus } from "../../protocol/lifecycle/effective-status.js";
import { ruleSets } from "../../protocol/ground/rule-sets.js";
import { storedAllocation } from "../../changes/allocations/standing.js";
import { startingShards } from "../../scenario/starting-grid.js";
import { createSimulation } from "../../simulation.js";
import { Status } from "../../state/allocations.js";
import { metricsOf } from "./metric-names.js";

const frames = 900;
const framesOfDay = 8640;
const unitsPerQuil = 8_000_000_000;

type Figures = Readonly<Record<string, number | bigint>>;

const count = <Item>(items: readonly Item[], holds: (item: Item) => boolean): number => items.filter(holds).length;
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const upTo = (length: number): readonly number[] => Array.from({ length }, (_unused, k) => k);
const byDepth = (name: string, rings: readonly number[]): Figures =>
  Object.fromEntries(
    ["0", "1", "2", "3", "Deeper"].map((depth, k) => [
      `${name}${depth}`,
      count(rings, (r) => (k < 4 ? r === k : r > 3)),
    ]),
  );

function population({ world }: Network): Figures {
  const { provers, nodes, allocations } = world;
  const present = upTo(nodes.count).filter((node) => nodes.gone[node] === 0);
  const rows = upTo(allocations.count);
  const withStatus = (status: number): number => count(rows, (row) => allocations.status[row] === status);
  const spare = upTo(nodes.count).map((node) => {
    const held = count(
      rows,
      (row) => provers.node[allocations.prover[row]] === node && allocations.status[row] < Status.left,
    );
    return (nodes.gone[node] === 1 ? 0 : nodes.workers[node]) - held;
  });
  return {
    "population.peers": present.length,
    "population.peersOnline": count(present, (node) => nodes.online[node] === 1),
    "population.workers": sumOf(present.map((node) => nodes.workers[node])),
    "population.workersActive": withStatus(Status.active),
    "population.workersJoining": withStatus(Status.joining),
    "population.workersLeaving": withStatus(Status.leaving),
    "population.workersPaused": withStatus(Status.paused),
    "population.workersFree": sumOf(spare.map((workers) => Math.max(0, workers))),
    "population.placesWithoutWorker": sumOf(spare.map((workers) => Math.max(0, -workers))),
    "lifecycle.openProposals": withStatus(Status.proposed),
  };
}

function shardsAndRings({ world, rules }: Network): Figures {
  const { allocations, shards } = world;
  const live = upTo(shards.count).filter((shard) => shards.retired[shard] === 0);
  const rows = upTo(allocations.count).filter((row) => allocations.status[row] < Status.left);
  const on = (shard: number): readonly number[] => rows.filter((row) => allocations.shard[row] === shard);
  const health = live.map((shard) =>
    shards.halted[shard] === 1
      ? "halted"
      : coverageHealth(
          count(on(shard), (row) => allocations.covers[row] === 1),
          rules,
        ),
  );
  const deepest = live.map((shard) => {
    const headCount = count(on(shard), (row) => allocations.status[row] <= Status.active);
    return ringInfo(headCount, rules.ringSize).currentRing;
  });
  return {
    "shard.count": live.length,
    "shard.healthy": count(health, (is) => is === "healthy"),
    "shard.needsCoverage": count(health, (is) => is === "needs-coverage"),
    "shard.haltRisk": count(health, (is) => is === "halt-risk"),
    "shard.empty": count(live, (shard) => shards.sizeBytes[shard] === 0),
    "coverage.haltedShards": count(live, (shard) => shards.halted[shard] === 1),
    "world.sizeBytes": sumOf(live.map((shard) => shards.sizeBytes[shard])),
    ...byDepth(
      "ring.provers",
      rows.map((row) => allocations.ring[row]),
    ),
    ...byDepth("ring.shards", deepest),
  };
}

/** Shards, and allocations by effective status, as the public page counts them. */
function page(network: Network): Figures {
  const { world, rules } = network;
  const { allocations, shards, frame } = world;
  const rows = upTo(allocations.count).filter((row) => allocations.status[row] < Status.left);
  const effective = rows.map((row) => {
    const stored = storedAllocation(network, row, frame);
    if (rules.lifecycle === "epoch") return effectiveStatus(stored, frame, rules.epochFrames);
    return `${stored.status[0].toUpperCase()}${stored.status.slice(1)}`;
  });
  const withStatus = (status: string): number => count(effective, (is) => is === status);
  const live = upTo(shards.count).filter((shard) => shards.retired[shard] === 0);
  const active = live.map((shard) =>
    count(upTo(rows.length), (k) => allocations.shard[rows[k]] === shard && effective[k] === "Active"),
  );
  const joined = live.map((shard) =>
    count(rows, (row) => allocations.shard[row] === shard && allocations.status[row] <= Status.active),
  );
  const rings = (name: string, heads: readonly number[]): Figures =>
    Object.fromEntries(
      upTo(4).map((ring) => [
        `${name}${ring}`,
        count(heads, (n) => (ring < 3 ? Math.floor(n / rules.ringSize) === ring : n >= 3 * rules.ringSize)),
      ]),
    );
  return {
    "page.workers": withStatus("Active") + withStatus("Joining"),
    "page.active": withStatus("Active"),
    "page.joining": withStatus("Joining"),
    "page.leaving": count(rows, (row) => allocations.status[row] === Status.leaving),
    "page.healthy": count(active, (n) => n >= 6),
    "page.warning": count(active, (n) => n >= 3 && n < 6),
    "page.halt": count(active, (n) => n === 1 || n === 2),
    "page.haltOrUnassigned": count(active, (n) => n < 3),
    "page.unassigned": count(active, (n) => n === 0),
    ...rings(
      "page.ring",
      active.filter((n) => n > 0),
    ),
    ...rings("page.joinedRing", joined),
  };
}

/** Rows of the log with these words, and what stands in them. */
const rowsOf = ({ log }: Network, what: string, rule = "") =>
  upTo(log?.count ?? 0)
    .map((row) => log!.at(row))
    .filter((row) => row.what === what && row.rule.includes(rule));

/** Frames that began with a shard halted, by what the log says of halts; of one that is gone its halt is over. */
function framesHalted(network: Network): number {
  const { log, world } = network;
  const until = new Map<number, number>();
  const spells: [from: number, until: number][] = [];
  const end = (shard: number, frame: number): void => {
    const from = until.get(shard);
    if (from !== undefined) spells.push([from, frame]);
    until.delete(shard);
  };
  for (const { frame, shard, what } of upTo(log?.count ?? 0).map((row) => log!.at(row))) {
    if (what === "halts") until.set(shard, frame + 1);
    if (what === "runs again") end(shard, frame);
    if (what === "shard is gone") end(shard, frame - 1);
  }
  for (const shard of until.keys()) end(shard, world.frame);
  return count(upTo(world.frame + 1), (frame) => spells.some(([from, to]) => frame >= from && frame <= to));
}

function happenings(network: Network): Figures {
  const said = (what: string, rule = ""): number => rowsOf(network, what, rule).length;
  // A split takes one shard and brings two; a merge takes two and brings one.
  const came = said("shard appears") - startingShards(network.scenario);
  const splits = (2 * came - said("shard is gone")) / 3;
  return {
    "lifecycle.joins": said("join accepted"),
    "lifecycle.confirms": said("join confirmed"),
    "lifecycle.rejects": said("place closed", "lifecycle.rejectTiming"),
    "lifecycle.leaves": said("leave asked for"),
    "lifecycle.rescueLeaves": rowsOf(network, "leave asked for").filter(({ value }) => value === 1).length,
    "lifecycle.evictions": said("evicted"),
    "lifecycle.kicks": said("kicked"),
    "coverage.proverOnlyFrames": framesHalted(network),
    "shard.splits": splits,
    "shard.merges": came - 2 * splits,
  };
}

/** What is issued is what positions of rings are paid; the fees are those of the transactions in the log. */
function money(network: Network, balances: readonly bigint[]): Figures {
  const { world, scenario, rules } = network;
  const { allocations, provers, nodes, shards, rings } = world;
  const positions = upTo(allocations.count).filter((row) => {
    const [shard, prover] = [allocations.shard[row], allocations.prover[row]];
    return allocations.status[row] < Status.left && allocations.ring[row] >= 0 && shards.minting[shard] === 1 && nodes.online[provers.node[prover]] === 1; // prettier-ignore
  });
  const shares = positions.map(
    (row) => rings.shareUnits[shards.ringRows[allocations.shard[row]][allocations.ring[row]]],
  );
  const transactions = rowsOf(network, "transactions");
  const paid = transactions.reduce((sum, { other = 0, value = 0 }) => sum + BigInt(other) * BigInt(value), 0n);
  const waiting = world.fees?.waiting.reduce((sum, shard) => sum + (world.fees?.waitingOn(shard) ?? 0n), 0n) ?? 0n;
  const burnt = rules.feeSink === "burn" ? paid : (world.fees?.burntUnits ?? 0n);
  const credited = paid - burnt - waiting;
  const issued = balances.reduce((sum, units) => sum + units, 0n) - credited;
  return {
    "emission.perFrameUnits": BigInt(sumOf(shares)),
    "emission.issuedUnits": issued,
    "emission.issued_quil": Number(issued) / unitsPerQuil,
    "emission.issuedPerDay_quil": (sumOf(shares) * framesOfDay) / unitsPerQuil,
    "supply.total_quil": Number(scenario.issuance.supply + issued - burnt) / unitsPerQuil,
    "fees.paidUnits": paid,
    "fees.burntUnits": burnt,
    "fees.creditedUnits": credited,
    "fees.transactions": sumOf(transactions.map(({ other = 0 }) => other)),
  };
}

const published = (network: Network): Figures =>
  Object.fromEntries(metricsOf(network.rules).map(({ name, read }) => [name, read(network) ?? Number.NaN]));

/** Published figures that are not what is counted, in a line each. */
function differences({ seed, fields }: EventfulNetwork, more: ScenarioText): readonly string[] {
  const operators = (fields["operators"] as readonly object[]).map((one, k) => ({ pauses: k === 0, ...one }));
  const scenario = smallScenario({ horizon: `${frames * 10} s`, ...fields, operators, ...more });
  const opened = openNetwork(scenario, seed, { events: true });
  opened.runTo(frames);
  const balances = opened.balances();
  const { network } = opened;
  const known = {
    ...population(network),
    ...shardsAndRings(network),
    ...page(network),
    ...happenings(network),
    ...money(network, balances),
  };
  const told = published(network);
  for (const name of Object.keys(known)) if (Number(told[name]) !== 0) seen.add(name);
  return Object.entries(known).flatMap(([name, figure]) => (isClose(told[name], figure) ? [] : [`${name}: ${told[name]}, counted ${figure}`])); // prettier-ignore
}

/** Metrics that were anything but 0 in some network. */
const seen = new Set<string>();

/** To the unit; amounts in QUIL to a part in 10^12. */
const isClose = (told: number | bigint, counted: number | bigint): boolean =>
  typeof told === "bigint" || Number.isInteger(told)
    ? BigInt(told) === BigInt(Math.round(Number(counted))) || told === counted
    : Math.abs(told - Number(counted)) <= 1e-12 * Math.abs(told);

describe("metrics of a network", () => {
  it.each([
    ["v2.1-epoch", { splitMembership: "bySeniority", mergeRule: "pairs", minimumProvers: 8, feeSink: "participants" }],
    ["v2.1-frames", { splitMembership: "reassignedByAddress", mergeRule: "pairs", minimumProvers: 8 }],
    ["v2.1-epoch", { feeSink: "burn", ringSize: 2, splitMembership: "unchanged" }],
    ["v2.1-epoch", { feeSink: "burn", ringSize: 2, splitMembership: "unchanged", reconfirm: "ahead" }],
  ])("are what a count of its rows comes to: %s, %o", (rules, switches) => {
    expect.hasAssertions();
    const fees = { transactions: "20000/d", bytes: "10 kB" };
    const property = fc.property(eventfulNetworks(rules, switches), (drawn) => {
      expect(differences(drawn, { fees, network: { messageLoss: "20 %" } })).toEqual([]);
    });
    fc.assert(property, { seed: 2, numRuns: 3, endOnFailure: true });
  });

  it("were all counted, each where it was not 0, but for what a shard's leader or the chain decides, and kicks", () => {
    const uncounted = metricsOf(ruleSets["v2.1-epoch"])
      .map(({ name }) => name)
      .filter((name) => !seen.has(name));
    expect(uncounted).toEqual([
      // Suffixes cut the size alone.
      "shard.empty",
      "lifecycle.rescueLeavesPerThinShard",
      "lifecycle.kicks",
      // Without a supply at the start there is one of what was issued; era-metrics.test.ts has both.
      "supply.inflation",
      "emission.generation",
      "consensus.missedFrames",
      "consensus.stalledFrames",
      "clock.difficulty",
      "fees.multiplierMean",
      "consensus.decidedForks",
      // Records that are only there where a measured start says so.
      "page.staleJoining",
      "page.staleLeaving",
      "page.staleRejected",
    ]);
  });

  it("count the frames that the log says were missed, and those without a global frame", () => {
    const scenario = smallScenario({
      operators: [{ class: "nodes", count: 40, workers: 2, uptime: "95 %", outage: "20 min" }],
      consensus: { leaderTimeouts: "on" },
      archives: { uptime: "70 %" },
      horizon: "1 d",
    });
    const simulation = createSimulation(scenario, { ...identity(), events: true });
    simulation.advance(Number.POSITIVE_INFINITY);
    const { tables, metrics } = simulation.finish();
    const column = (name: string): readonly unknown[] =>
      Array.from<unknown>(tables.events?.columns.find((one) => one.name === name)?.values ?? []);
    const [what, frame, value] = [column("what"), column("frame"), column("value")];
    const total = (words: string, of: (row: number) => number): number =>
      sumOf(what.flatMap((said, row) => (said === words ? [of(row)] : [])));
    const metric = (name: string): unknown => metrics.find((one) => one.name === name)?.value;
    const missed = total("missed frames", (row) => Number(value[row]));
    const stalled = total("no global frames", (row) => Number(value[row]) - Number(frame[row]));
    expect(Math.min(missed, stalled)).toBeGreaterThan(50);
    expect([metric("consensus.missedFrames"), metric("consensus.stalledFrames")]).toEqual([missed, stalled]);
  });

  it("say of a day what a day of a network issues in which nothing changes", () => {
    const { tables } = runScenario(smallScenario({ horizon: "4 d", report: { every: "1 d" } }));
    const column = (name: string): readonly number[] =>
      Array.from<unknown, number>(tables.series.columns.find((one) => one.name === name)?.values ?? [], Number);
    const [perDay, issued] = [column("emission.issuedPerDay_quil"), column("emission.issued_quil")];
    expect(perDay[2]).toBeGreaterThan(0);
    expect(perDay[3]).toBe(perDay[2]);
    expect(issued[3] - issued[2]).toBeCloseTo(perDay[2], 6);
  });
});
