/** Rewards that are settled when something changes, against the pure rule applied to every shard in every frame. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EventfulNetwork, eventfulNetworks } from "../../../test/eventful-networks.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { ReferencePay } from "../../../test/reference-pay.js";

/** What a network lived through, so that a test can say that it was worth checking. */
interface Lived {
  /** Where settled balances or issued units differ from what the rule pays. */
  readonly differences: readonly string[];
  readonly mintedFrames: number;
  readonly splits: number;
  readonly haltedFrames: number;
  readonly evictions: number;
  readonly leaves: number;
  readonly absences: number;
  readonly shortAbsences: number;
}

/** Steps a network frame by frame, holding balances against the reference now and then and at the end. */
function live({ seed, fields }: EventfulNetwork, frames: number): Lived {
  const { network, runTo, balances } = openNetwork(smallScenario({ horizon: `${frames * 10} s`, ...fields }), seed);
  const { totals, issuedUnits } = network.world;
  const pay = new ReferencePay();
  const differences: string[] = [];
  let haltedFrames = 0;
  let absences = 0;
  for (let frame = 1; frame <= frames; frame++) {
    runTo(frame);
    pay.payFrame(network, frame);
    haltedFrames += totals.haltedShards > 0 ? 1 : 0;
    absences += totals.peers - totals.peersOnline;
    if (frame % 331 !== 0 && frame !== frames) continue;
    balances().forEach((units, prover) => {
      if (units !== pay.owed[prover])
        differences.push(`frame ${frame}, prover ${prover}: ${units} units, owed ${pay.owed[prover]}`);
    });
    if (issuedUnits.get(0) !== pay.issued)
      differences.push(`frame ${frame}: issued ${issuedUnits.get(0)} units, rule ${pay.issued}`);
  }
  const { splits, evictions, leaves } = totals;
  const { mintedFrames, shortAbsences } = pay;
  return { differences, mintedFrames, splits, haltedFrames, evictions, leaves, absences, shortAbsences };
}

const nothing = { mintedFrames: 0, splits: 0, haltedFrames: 0, evictions: 0, leaves: 0, absences: 0, shortAbsences: 0 };

/** Lives through networks of every kind given; gives what they lived through together, or fails. */
function liveAll(
  kinds: readonly fc.Arbitrary<EventfulNetwork>[],
  { frames, numRuns }: { frames: number; numRuns: number },
) {
  const sum = { ...nothing };
  const property = fc.property(fc.oneof(...kinds), (drawn) => {
    const { differences, ...lived } = live(drawn, frames);
    expect(differences).toEqual([]);
    for (const name of Object.keys(nothing) as (keyof typeof nothing)[]) sum[name] += lived[name];
  });
  fc.assert(property, { seed: 1, numRuns });
  return sum;
}

/** Kinds of trouble that no network had: without them little would have been shown. */
function missing({ shortAbsences: _byEpochs, ...lived }: Omit<Lived, "differences">): readonly string[] {
  return Object.entries(lived).flatMap(([name, count]) => (count === 0 ? [name] : []));
}

/** The same networks by epochs. */
const byEpochs = (kinds: fc.Arbitrary<EventfulNetwork>): fc.Arbitrary<EventfulNetwork> =>
  kinds.map(({ seed, fields }) => ({ seed, fields: { ...fields, fidelity: "epoch" } }));

describe("accrual", () => {
  it("credits every prover to the unit what the rule pays frame by frame, under epochs", () => {
    const kinds = ["reassignedByAddress", "bySeniority", "unchanged"].map((splitMembership) =>
      eventfulNetworks("v2.1-epoch", { splitMembership }),
    );
    expect(missing(liveAll(kinds, { frames: 900, numRuns: 10 }))).toEqual([]);
  });

  it("credits every prover what the rule pays under frame windows", () => {
    const kinds = ["reassignedByAddress", "bySeniority", "unchanged"].map((splitMembership) =>
      eventfulNetworks("v2.1-frames", { splitMembership }),
    );
    expect(missing(liveAll(kinds, { frames: 1500, numRuns: 10 }))).toEqual([]);
  });

  it("credits effective committees, where joins and leaves count an epoch late, what the rule pays them", () => {
    const kinds = ["reassignedByAddress", "bySeniority"].map((splitMembership) =>
      eventfulNetworks("v2.1-epoch", { committeeMembership: "effective", splitMembership }),
    );
    expect(missing(liveAll(kinds, { frames: 900, numRuns: 10 }))).toEqual([]);
  });

  it("credits by epochs, frame by frame, whom the rule pays and nobody takes to be away", () => {
    const kinds = ["reassignedByAddress", "unchanged"].map((splitMembership) =>
      byEpochs(eventfulNetworks("v2.1-epoch", { splitMembership })),
    );
    const lived = liveAll(kinds, { frames: 900, numRuns: 10 });
    expect(lived.shortAbsences).toBeGreaterThan(1000);
    expect(missing(lived)).toEqual([]);
  });
});
