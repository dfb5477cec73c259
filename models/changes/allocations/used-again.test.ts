import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StateWriter } from "../../../sim/table/state-writer.js";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { Allocations, Status } from "../../state/allocations.js";

/** Columns that tell what a join was that came to nothing; and those of them that tell of the answer of its node, if it gave one. */
const ofAnswers = ["answered", "reason", "reasonShard", "reasonShare"];
const ofJoins = new Set(["prover", "shard", "status", "joinFrame", "retryFrame", ...ofAnswers]);

/** The columns of what happens to active allocations alone in which a row is not as it begins, and those of answers where there was none. */
function writtenOf(allocations: Allocations, row: number): string[] {
  const fresh = new Allocations();
  fresh.add(0, 0);
  const isWritten = (name: string): boolean =>
    ofJoins.has(name) && !(ofAnswers.includes(name) && allocations.answered[row] === 0);
  return allocations.fields
    .filter(({ name, type }) => type.reset !== undefined && !isWritten(name))
    .filter(({ name }) => !Object.is(valueOf(allocations, name, row), valueOf(fresh, name, 0)))
    .map(({ name }) => name);
}

function valueOf(allocations: Allocations, name: string, row: number): unknown {
  const column = (allocations as unknown as Record<string, { get?: (row: number) => bigint; [row: number]: number }>)[
    name
  ];
  return column.get === undefined ? column[row] : column.get(row);
}

describe.each(["v2.1-frames", "v2.1-epoch", "v2.1-simplex"])("rows of allocations that are used again, %s", (rules) => {
  it("have nothing written but what is told of a join, unless they were active", () => {
    let unserved = 0;
    const property = fc.property(eventfulNetworks(rules, {}), ({ seed, fields }) => {
      const { network, runTo } = openNetwork(smallScenario({ ...fields, horizon: "6 h" }), seed);
      for (let frame = 360; frame <= 2160; frame += 360) {
        runTo(frame);
        const { allocations, ringPositions } = network.world;
        for (let row = 0; row < allocations.count; row++) {
          if (allocations.hasServed[row] === 1) continue;
          expect([row, writtenOf(allocations, row), ringPositions.holds(row)]).toEqual([row, [], false]);
          if (allocations.status[row] === Status.free || allocations.status[row] === Status.left) unserved++;
        }
      }
    });
    fc.assert(property, { seed: 1, numRuns: 6 });
    expect(unserved).toBeGreaterThan(0);
  });
});

describe("a row that is used again", () => {
  it.each([0, 1])("begins as a new one, hasServed %d", (hasServed) => {
    const [again, fresh] = [new Allocations(), new Allocations()];
    const row = again.add(3, 4);
    for (const { name } of again.fields) {
      const column = (again as unknown as Record<string, unknown>)[name];
      if (ArrayBuffer.isView(column) && (hasServed === 1 || ofJoins.has(name))) (column as Int32Array)[row] = 7;
    }
    again.hasServed[row] = hasServed;
    again.answered[row] = 1;
    again.remove(row);
    again.add(1, 2);
    fresh.add(1, 2);
    const [written, expected] = [again, fresh].map((allocations) => {
      const to = new StateWriter();
      allocations.save(to);
      return to.bytes();
    });
    expect(written).toEqual(expected);
  });
});
