/** Nodes and archives get their ends of the wire when they are first asked for, in the order of their numbers. */
import type { Network } from "../../../../sim/network/network.js";
import type { networkPurposes } from "../../../../sim/network/purposes.js";
import type { NameIn } from "../../../../sim/random/purposes.js";
import type { Streams } from "../../../../sim/random/stream.js";
import { archiveCount } from "../../../scenario/archives.js";
import type { Draws } from "../../../state/draws.js";
import type { NetworkStreams } from "../../../state/purposes.js";
import type { World } from "../../../state/world.js";
import type { RulesInForce, ScenarioGiven } from "../../network.js";
import { regionAt, type WirePlaces } from "./places.js";

interface AdmissionServices extends Pick<ScenarioGiven, "scenario"> {
  readonly world: Pick<World, "nodes">;
  readonly places: WirePlaces;
  readonly wire: Network;
  readonly draws: Draws;
  readonly streams: NetworkStreams & Streams<NameIn<typeof networkPurposes>>;
  readonly rules: () => RulesInForce["rules"];
}

export class Admission {
  readonly #services: AdmissionServices;

  constructor(services: AdmissionServices) {
    this.#services = services;
  }

  /** The end of a node; all nodes before it have one too. */
  endOf(node: number): number {
    const { draws, world, wire, places } = this.#services;
    const { ofNode } = places;
    for (let next = ofNode.length; next <= node; next++) {
      const drawn = (): number => this.#regionAt(draws.nodes.purpose("region of a node").uniform(next, 0));
      const lot = draws.nodes.purpose("archive of a node").uniform(next, 0);
      const { keys, operatorClass } = world.nodes;
      wire.admit(places.addNode(operatorClass[next], { keys, lot, drawnRegion: drawn }));
    }
    return ofNode[node];
  }

  /** How many archives there are under the rules in force; those that are new get an end. */
  archiveCount(): number {
    const { scenario, rules, streams, wire, places } = this.#services;
    const count = archiveCount(scenario, rules());
    for (let next = places.ofArchive.length; next < count; next++) {
      const drawn = (): number => this.#regionAt(streams.purpose("region of an archive").uniform(next, 0));
      wire.admit(places.addArchive(drawn));
    }
    return count;
  }

  #regionAt(u: number): number {
    const { places, scenario } = this.#services;
    return regionAt(u, places.regions.names, scenario.network.regions?.shares);
  }
}
