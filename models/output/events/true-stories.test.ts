/** What the log of eventful networks says is true of whom it names, and is said when something changes. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import type { WrittenEvent } from "../../checks/replay/written-run.js";

type Row = WrittenEvent;

const eventsOf = (seed: string, fields: object): readonly Row[] =>
  writtenRun(smallScenario({ ...fields, horizon: "9000 s" }), seed).events;

/** Rows that say of a shard, or of an allocation on one, what cannot be, by what the rows before say. */
function untrue(rows: readonly Row[]): readonly Row[] {
  const live = new Set<number>();
  const halted = new Set<number>();
  const active = new Set<string>();
  return rows.filter((row) => {
    const { prover, shard, what } = row;
    const place = `${prover} on ${shard}`;
    switch (what) {
      case "shard appears":
        live.add(shard);
        return false;
      case "shard is gone":
        live.delete(shard);
        halted.delete(shard);
        return false;
      case "halts":
        halted.add(shard);
        return !live.has(shard);
      case "runs again":
        return !(live.has(shard) && halted.delete(shard));
      case "join confirmed":
      case "moved to a part":
      case "moved to the whole":
        active.add(place);
        return false;
      case "place closed":
        active.delete(place);
        return false;
      case "takes effect":
      case "expires":
      case "confirmed again":
        return !active.has(place);
      default:
        return false;
    }
  });
}

/** Sentences that were the last one about the same allocation, by the same reporter, and nothing happened to it since. */
function repeated(rows: readonly Row[]): readonly Row[] {
  const said = new Map<string, string>();
  return rows.filter(({ prover, shard, what, why }) => {
    const reporter = what.startsWith("node ") ? "node" : what === "leave held back" ? "network" : "";
    if (reporter === "") {
      said.delete(`${prover} on ${shard} node`);
      said.delete(`${prover} on ${shard} network`);
      return false;
    }
    const key = `${prover} on ${shard} ${reporter}`;
    const isSame = said.get(key) === `${what}: ${why}`;
    said.set(key, `${what}: ${why}`);
    return isSame && prover >= 0;
  });
}

describe("the log of a network in which much happens", () => {
  it.each([
    ["v2.1-epoch", { splitMembership: "reassignedByAddress", mergeRule: "pairs", minimumProvers: 8 }],
    ["v2.1-epoch", { splitMembership: "bySeniority", committeeMembership: "effective" }],
    ["v2.1-frames", { splitMembership: "bySeniority", mergeRule: "pairs", minimumProvers: 8 }],
  ])("says what is true, once: %s %o", (rules, switches) => {
    const found = new Set<string>();
    const property = fc.property(eventfulNetworks(rules, switches), ({ seed, fields }) => {
      const rows = eventsOf(seed, { ...fields, network: { messageLoss: "20 %" } });
      expect(untrue(rows)).toEqual([]);
      for (const { what } of rows) found.add(what);
      // A node whose message was lost, or whose leave is held back, answers at its next turns, which is no news.
      const again = repeated(rows).filter(({ what }) => what !== "node asks to leave");
      expect(again.length).toBe(0);
    });
    fc.assert(property, { seed: 1, numRuns: 4, endOnFailure: true });
    expect([...found]).toEqual(expect.arrayContaining(["node confirms", "leave asked for", "halts", "runs again"]));
  });
});
