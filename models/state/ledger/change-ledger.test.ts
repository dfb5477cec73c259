import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { StateReader } from "../../../sim/table/state-reader.js";
import { StateWriter } from "../../../sim/table/state-writer.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { burstFrames, type Change, ChangeLedger, keptBursts } from "./change-ledger.js";

const loss: Change = {
  what: "makes no frames",
  cause: { code: "light_seniority", prover: 5, share: 0.41 },
  frame: 10,
  prover: -1,
  operatorClass: -1,
  shard: 72,
};

describe("the ledger of changes", () => {
  it("counts each what, cause and class by itself, and keeps the first of each with who was decisive", () => {
    const ledger = new ChangeLedger();
    ledger.note(loss);
    ledger.note({ ...loss, frame: 11, shard: 73, cause: { code: "light_seniority", prover: 6 } });
    ledger.note({ ...loss, frame: 12, cause: { code: "halted" } });
    ledger.note({ ...loss, frame: 13, operatorClass: 0 });
    expect([...ledger.changes].slice(0, ledger.count)).toEqual([2, 1, 1]);
    expect(ledger.cause).toEqual(["light_seniority", "halted", "light_seniority"]);
    expect(ledger.lastFrame[0]).toBe(11);
    expect(ledger.first(0)).toEqual({
      changes: 2,
      frame: 10,
      prover: -1,
      shard: 72,
      causeProver: 5,
      causeShard: -1,
      causeShare: 0.41,
    });
  });

  it("keeps the largest windows of 360 frames, largest first, the running one among them", () => {
    const ledger = new ChangeLedger();
    const sizes = [3, 9, 1, 4, 9, 12];
    sizes.forEach((size, window) => {
      for (let k = 0; k < size; k++) ledger.note({ ...loss, frame: window * burstFrames + k, shard: window });
    });
    expect(keptBursts).toBe(3);
    expect(ledger.largest(0).map(({ changes, frame, shard }) => [changes, frame / burstFrames, shard])).toEqual([
      [12, 5, 5],
      [9, 1, 1],
      [9, 4, 4],
    ]);
  });

  it("stands for several changes where it is told so", () => {
    const ledger = new ChangeLedger();
    ledger.note({ ...loss, times: 40 });
    expect([ledger.changes[0], ledger.largest(0)[0].changes]).toEqual([40, 40]);
  });

  it("goes on after it was stored and loaded", () => {
    const whole = new ChangeLedger();
    const loaded = new ChangeLedger();
    whole.note(loss);
    const to = new StateWriter();
    whole.save(to);
    loaded.load(new StateReader(to.bytes()));
    for (const ledger of [whole, loaded]) for (let k = 0; k < 3; k++) ledger.note({ ...loss, frame: 300 + 100 * k });
    expect(loaded.count).toBe(1);
    expect(loaded.largest(0)).toEqual(whole.largest(0));
    expect(loaded.largest(0).map(({ changes }) => changes)).toEqual([2, 2]);
  });

  it("counts what the log of an eventful network tells, change by change", () => {
    const property = fc.property(eventfulNetworks("v2.1-epoch", { mergeRule: "pairs" }), ({ seed, fields }) => {
      const { network, runTo } = openNetwork(smallScenario({ ...fields, horizon: "2 h" }), seed, { events: true });
      runTo(700);
      const { world, log } = network;
      // In the order in which each first happened, which is that of the ledger.
      const told = new Map<string, number>();
      for (let row = 0; row < log!.count; row++) {
        const { what, cause, prover, value = 1 } = log!.at(row);
        if (cause === undefined || what.startsWith("node ") || what === "leave held back") continue;
        const operatorClass = prover < 0 ? -1 : world.nodes.operatorClass[world.provers.node[prover]];
        const key = `${what} ${cause.code} ${operatorClass}`;
        told.set(key, (told.get(key) ?? 0) + (what === "missed frames" ? value : 1));
      }
      const { ledger } = world;
      const counted = ledger.what.map((what, row) => [
        `${what} ${ledger.cause[row]} ${ledger.operatorClass[row]}`,
        ledger.changes[row],
      ]);
      expect(counted).toEqual([...told]);
      expect(counted.length).toBeGreaterThan(8);
    });
    fc.assert(property, { seed: 1, numRuns: 4 });
  });

  it("is the same with and without a log, and adds up to the totals", () => {
    const scenario = smallScenario({
      horizon: "9 h",
      operators: [{ class: "stay", count: 12, workers: 2, uptime: "80 %", outage: "30 min", seniority: "historic" }],
      shards: { count: 4, world: "10 GB" },
    });
    const [plain, logged] = [false, true].map((events) => {
      const { network, runTo } = openNetwork(scenario, "1", { events });
      runTo(3000);
      return network.world;
    });
    const counts = ({ ledger }: typeof plain): unknown =>
      ledger.what.map((what, row) => [what, ledger.cause[row], ledger.changes[row], ledger.largest(row)]);
    expect(counts(logged)).toEqual(counts(plain));
    const sum = (what: string): number =>
      plain.ledger.what.reduce((total, one, row) => total + (one === what ? plain.ledger.changes[row] : 0), 0);
    expect(sum("join accepted")).toBe(plain.totals.joins);
    expect(sum("join confirmed")).toBe(plain.totals.confirms);
    expect(sum("leave asked for")).toBe(plain.totals.leaves);
    expect(sum("evicted")).toBe(plain.totals.evictions);
    expect(plain.totals.joins).toBeGreaterThan(0);
  });
});
