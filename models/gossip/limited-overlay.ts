/** Whom nodes are connected with where some may be full: each dials those that it draws, in rounds. */
import { type BookedDials, bookedDialsInSteps } from "../../sim/network/address-books.js";
import { type Dials, dialsInSteps } from "../../sim/network/dials.js";
import { wayFirst, waySecond } from "../../sim/network/node-names.js";
import { MemberChoice } from "../../sim/random/distributions/member-choice.js";
import type { InSteps } from "../../sim/units/in-steps.js";
import { limitsOfClasses } from "./limits.js";
import type { Overlay } from "./overlay.js";
import { dialDraws, type ModelStreams, peerDraws } from "./overlay-draws.js";
import { classGroups, nameOf } from "./roll.js";
import type { GossipScenario } from "./schema.js";

export type DrawnNodes = Pick<Overlay, "names" | "classOf" | "classMembers"> & {
  readonly streams: ModelStreams;
  readonly latencyUs: (first: number, second: number) => number;
};

/** Counters of lots: those of rounds come before all others. */
const lotsOfPeers = 2 ** 32;

/** What holds for dials of all networks: who may hold how many connections, and who dials first in a round. */
function dialRules(scenario: GossipScenario, { names, classOf, latencyUs, streams }: DrawnNodes) {
  const limits = limitsOfClasses(scenario);
  const lots = dialDraws(streams);
  return {
    nodeCount: classOf.length,
    degree: scenario.connections,
    limitsOf: (node: number) => limits[classOf[node]],
    roundLot: (node: number, round: number) => lots.pairUniform(names.first[node], names.second[node], round),
    latencyUs,
  };
}

export function* limitedDialsInSteps(scenario: GossipScenario, drawn: DrawnNodes): InSteps<Dials> {
  const { names, streams } = drawn;
  const lots = dialDraws(streams);
  return yield* dialsInSteps({
    ...dialRules(scenario, drawn),
    nextOf: drawnPeers(scenario, drawn),
    peerLot: (node, peer) => lots.pairUniform(wayFirst(names, node, peer), waySecond(names, node, peer), lotsOfPeers),
  });
}

/** The same where nodes have books of addresses, and dial nobody else: so many different others, of the classes that take connections. */
export function* bookedInSteps(scenario: GossipScenario, bookSize: number, drawn: DrawnNodes): InSteps<BookedDials> {
  const nextOf = drawnPeers(scenario, drawn);
  return yield* bookedDialsInSteps({
    ...dialRules(scenario, drawn),
    bookSize: scenario.connections === 0 ? 0 : bookSize,
    chosenBy: (node) => {
      const chosen = new Set<number>();
      while (chosen.size < bookSize && scenario.connections > 0) {
        const other = nextOf(node);
        if (other !== node) chosen.add(other);
      }
      return [...chosen];
    },
  });
}

/** Whom a node dials, one after the other as they are drawn: of the classes that take connections at all. */
function drawnPeers(scenario: GossipScenario, { names, classMembers, streams }: DrawnNodes): (node: number) => number {
  const limits = limitsOfClasses(scenario);
  const groups = classGroups(scenario).map((group, of) => (limits[of].inbound > 0 ? group : { ...group, count: 0 }));
  const choice = new MemberChoice(peerDraws(streams), groups);
  const counters = new Int32Array(names.first.length);
  return (node) => {
    let chosen = -1;
    counters[node] = choice.draw(nameOf(names, node), counters[node], (of, place) => {
      chosen = classMembers[of][place];
      return true;
    });
    return chosen;
  };
}
