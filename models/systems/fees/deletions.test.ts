/** Messages and files that users delete again: what the world comes to by it, and who pays for it. */
import { describe, expect, it } from "vitest";
import { octoberShards } from "../../../test/october-shards.js";
import { loadShipped } from "../../../test/baselines/shipped.js";
import { openNetwork, runScenario, smallScenario, type ScenarioText } from "../../../test/network-kit.js";
import { numbersOf } from "../../../sim/view/rows.js";
import { says, withEvent } from "../../../test/planted.js";
import { writtenRun } from "../../../test/written-run.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import { auditRun } from "../../checks/audit-run.js";
import { deletionCost, vertexAddCost } from "../../protocol/fees/cost.js";
import type { Network } from "../../changes/network.js";

const day = 8640;
const letters = { class: "letters", share: "100 %", bytes: "1 MB", keeps: "half-life 6 h" };
const storing = (classes: readonly object[] = [letters], more: ScenarioText = {}, fees: ScenarioText = {}) =>
  smallScenario({
    horizon: "4 d",
    shards: { count: 4, world: "20 GB", skew: "zipf 0.8" },
    fees: { transactions: "40000/d", classes, ...fees },
    issuance: { supply: "100000 QUIL" },
    ...more,
  });

function runTo(frame: number, scenario = storing()): Network {
  const opened = openNetwork(scenario);
  opened.runTo(frame);
  opened.balances();
  checkNetwork(opened.network);
  return opened.network;
}

const filesOf = ({ world: { files } }: Network) => {
  if (files === null) throw new Error("nobody deletes anything");
  return files;
};
const isSafe = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Half of all transactions are letters that were an eighth as dear. */
const half = (elasticity: number) => [
  { ...letters, share: "50 %", demand: { fee: "0.0015626 USD", elasticity } },
  { class: "notes", share: "50 %", bytes: "1 MB" },
];

/** Users stop after two days. */
const stopping = { timeline: [{ at: "2 d", change: { "fees.transactions": "0/d" } }] };

const plainText: ScenarioText = {
  horizon: "4 d",
  shards: { count: 4, world: "20 GB", skew: "zipf 0.8" },
  fees: { transactions: "40000/d", bytes: "1 MB" },
  issuance: { supply: "100000 QUIL" },
};

describe("a class of all transactions that stay", () => {
  it("is what transactions of one size are, to the byte and unit", () => {
    const [alone, plain] = [
      runTo(2 * day - 1, storing([{ ...letters, keeps: "for ever" }])),
      runTo(2 * day - 1, smallScenario(plainText)),
    ];
    expect(alone.world.fees?.transactions).toBe(plain.world.fees?.transactions);
    expect(alone.world.fees?.transactions).toBeGreaterThan(40_000);
    expect(alone.world.fees?.paidUnits).toBe(plain.world.fees?.paidUnits);
    expect(alone.world.worldBytes).toBe(plain.world.worldBytes);
    expect(alone.kernel.fingerprint.digest()).toBe(plain.kernel.fingerprint.digest());
  });
});

describe("files that are deleted", () => {
  it("come to as many as are stored while they last, and the world to as much", () => {
    const network = runTo(4 * day - 1);
    const { stored, deleted, keptBytes: bytes } = filesOf(network);
    const { worldBytes, shards } = network.world;
    // What a step of two hours stores counts from its end, and 2^(−1/3) of it is left after the next; six deviations of the Poisson law.
    const expected = 40_000 / 12 / (1 - 2 ** (-1 / 3));
    expect(Math.abs(stored - deleted - expected)).toBeLessThan(6 * Math.sqrt(expected));
    expect(bytes).toBe((stored - deleted) * vertexAddCost(1e6));
    expect(worldBytes).toBe(20e9 + bytes);
    expect(shards.sizeBytes.subarray(0, shards.count).every(isSafe)).toBe(true);
  });

  it("are gone when nobody stores any more: the world shrinks to what stays, and a frame issues more again", () => {
    const during = runTo(2 * day - 1, storing(undefined, stopping));
    const after = runTo(4 * day - 1, storing(undefined, stopping));
    expect(during.world.worldBytes).toBeGreaterThan(30e9);
    expect(after.world.worldBytes).toBeLessThan(20.2e9);
    expect(after.world.totals.unitsPerFrame).toBeGreaterThan(1.1 * during.world.totals.unitsPerFrame);
  });

  it("stay in the size of the world where removals are counted in it", () => {
    const network = runTo(4 * day - 1, storing(undefined, {}, { deleted: "counted" }));
    const { stored, keptBytes: bytes } = filesOf(network);
    expect(network.world.worldBytes).toBe(20e9 + stored * vertexAddCost(1e6));
    expect(bytes).toBeLessThan(0.4 * stored * vertexAddCost(1e6));
  });

  it("pay for 64 bytes each by the rules, and nothing where provers commit their multipliers", () => {
    const network = runTo(2 * day - 1);
    const { deleted } = filesOf(network);
    const { transactions, paidUnits } = network.world.fees!;
    expect(deleted).toBeGreaterThan(1000);
    expect(paidUnits).toBe(100n * (BigInt(transactions) * BigInt(vertexAddCost(1e6)) + BigInt(deleted) * 64n));
    expect(deletionCost({ feeRule: "lowestInRing" })).toBe(0);
    const free = runTo(2 * day - 1, storing(undefined, { switches: { feeRule: "lowestInRing" } }));
    expect(free.world.fees?.paidUnits).toBe(
      100n * BigInt(free.world.fees?.transactions ?? 0) * BigInt(vertexAddCost(1e6)),
    );
    expect(filesOf(free).deleted).toBeGreaterThan(1000);
  });

  it("wait while a shard is halted, and where their users would not pay for it", () => {
    const halting = {
      switches: { haltGraceFrames: 2880 },
      operators: [{ class: "few", count: 3, workers: 2 }],
      shards: { count: 2, world: "20 GB" },
    };
    const [before, halted] = [
      runTo(3600, storing(undefined, halting)),
      runTo(3 * day - 1, storing(undefined, halting)),
    ];
    expect(halted.world.totals.haltedShards).toBe(2);
    expect(filesOf(before).stored).toBeGreaterThan(0);
    expect(filesOf(halted).deleted).toBe(filesOf(before).deleted);
    const stingy = storing([{ ...letters, bytes: "0 B", most: "6000 units" }]);
    expect([filesOf(runTo(day, stingy)).stored > 0, filesOf(runTo(day, stingy)).deleted]).toEqual([true, 0]);
  });

  it("are sent less where they are dear in dollars, each class by its own elasticity", () => {
    const market = { price: { start: "1 USD" } };
    // A megabyte costs 100,001,000 units, an eightieth of a QUIL: eight times what they are used to.
    const stored = (elasticity: number): number =>
      filesOf(runTo(2 * day - 1, storing(half(elasticity), { market }))).stored;
    expect(stored(1) / stored(0)).toBeGreaterThan(0.09);
    expect(stored(1) / stored(0)).toBeLessThan(0.16);
  });

  it("are as many and as large where frames are stepped by epochs", () => {
    const [frames, epochs] = [runTo(4 * day - 1), runTo(4 * day - 1, storing(undefined, { fidelity: "epoch" }))];
    expect(epochs.world.worldBytes).toBe(frames.world.worldBytes);
    expect(filesOf(epochs).deleted).toBe(filesOf(frames).deleted);
  });
});

describe("scenarios/markets/deletion.yaml", () => {
  it("shows a world that shrinks when a token becomes dear, since users delete and store less, and issues more again", () => {
    const scenario = loadShipped("markets/deletion.yaml");
    const { series } = runScenario(scenario).tables;
    const column = (name: string): readonly number[] => numbersOf(series, name);
    const [days, world, issued] = [
      column("time_s").map((seconds) => seconds / 86_400),
      column("world.sizeBytes"),
      column("emission.issuedPerDay_quil"),
    ];
    const at = (day: number): number => days.indexOf(day);
    expect(world[at(120)]).toBeGreaterThan(4 * 20e9);
    expect(world[at(200)]).toBeLessThan(0.5 * world[at(120)]);
    expect(issued[at(200)]).toBeGreaterThan(2 * issued[at(120)]);
    const kept = column("storage.bytes");
    expect(world.every((bytes, k) => bytes >= 20e9 + kept[k])).toBe(true);
  });
});

const moving = (fields: ScenarioText = {}) =>
  smallScenario({
    horizon: "10 h",
    switches: { epochFrames: 60, maximumProvers: 9, haltGraceFrames: 150, ...octoberShards },
    operators: [
      { class: "steady", count: 12, workers: 3, uptime: "95 %" },
      { class: "guests", count: 14, workers: 3, leave: "half-life 3 h", arrive: "40/d", uptime: "80 %" },
    ],
    shards: { count: 8, world: "20 GB", growth: "10 %/d", growthSkew: "zipf 1" },
    fees: {
      transactions: "60/min",
      classes: [
        { ...letters, share: "60 %", keeps: "half-life 40 min" },
        { class: "films", share: "30 %", bytes: "30 MB", keeps: "half-life 2 h" },
        { class: "books", share: "10 %", bytes: "300 kB" },
      ],
    },
    issuance: { supply: "1000 QUIL" },
    report: { every: "20 min" },
    ...fields,
  });

describe("files on shards that split and merge", () => {
  it("go with their shards, whole, and sizes stay those of the world", () => {
    const network = runTo(3500, moving());
    expect([network.world.totals.splits > 0, network.world.totals.merges > 0]).toEqual([true, true]);
    expect(filesOf(network).deleted).toBeGreaterThan(1000);
  });

  const run = writtenRun(moving());
  const rulesFound = (changed: typeof run): string[] => auditRun(changed).findings.map(({ rule }) => rule);

  it("are audited: nothing is found in what a run wrote", () => {
    expect(auditRun(run).findings).toEqual([]);
    expect(auditRun(writtenRun(moving({ switches: { epochFrames: 60, maximumProvers: 9 } }))).findings).toEqual([]);
    const stepped = moving({ timeline: [{ at: "5 h", data: { to: "40 GB" } }] });
    expect(auditRun(writtenRun(stepped)).findings).toEqual([]);
  });

  it("are audited: a file too many, a fee too low and a deletion of another class are found", () => {
    const more = withEvent(run, says("deletions"), (event) => ({ ...event, other: event.other + 1 }));
    expect(rulesFound(more)).toContain("fees.required");
    const cheap = withEvent(run, says("deletions"), (event) => ({ ...event, value: event.value - 1 }));
    expect(rulesFound(cheap)).toContain("fees.required");
    const isLetters = (event: (typeof run.events)[number]): boolean =>
      says("deletions")(event) && event.why === "letters";
    expect(rulesFound(withEvent(run, isLetters, (event) => ({ ...event, why: "films" })))).toContain("fees.required");
    expect(rulesFound(withEvent(run, says("deletions"), () => null))).toContain("shard.growth");
  });
});
