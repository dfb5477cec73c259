/** Counts that are kept up to date with every change, against a recount of all allocations after every frame. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EventfulNetwork, eventfulNetworks } from "../test/eventful-networks.js";
import { openNetwork, smallScenario } from "../test/network-kit.js";
import { countDifferences } from "../test/recount.js";
import { ReferenceRegistrations } from "../test/registrations.js";

/** What differs after the first frame in which anything does. */
function firstDifferences({ seed, fields }: EventfulNetwork, frames: number): readonly string[] {
  const { network, runTo } = openNetwork(smallScenario({ horizon: `${frames * 10} s`, ...fields }), seed);
  const registered = new ReferenceRegistrations();
  let handled = -1;
  for (let frame = 1; frame <= frames; frame++) {
    runTo(frame);
    registered.note(network, frame);
    // Nothing happened, but an effective status may change with the epoch.
    if (network.kernel.eventCount === handled && frame % network.rules.epochFrames > 1) continue;
    handled = network.kernel.eventCount;
    const differences = countDifferences(network, frame, registered);
    if (differences.length > 0) return [`frame ${frame}, seed ${seed}`, ...differences];
  }
  return [];
}

describe("counts of the world", () => {
  it.each([
    ["v2.1-epoch", { splitMembership: "reassignedByAddress" }, 600],
    ["v2.1-epoch", { splitMembership: "bySeniority", committeeMembership: "effective" }, 600],
    ["v2.1-frames", { splitMembership: "unchanged" }, 900],
    ["v2.1-frames", { splitMembership: "bySeniority", coverageHealth: "pages" }, 900],
  ])("equal a recount of all allocations after every frame: %s, %o", (rules, switches, frames) => {
    expect.hasAssertions();
    const property = fc.property(eventfulNetworks(rules, switches), (drawn) => {
      expect(firstDifferences(drawn, frames)).toEqual([]);
    });
    fc.assert(property, { seed: 1, numRuns: 3 });
  });
});
