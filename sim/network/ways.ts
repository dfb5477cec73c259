/** Ways from node to node as a topology has them: how long each takes, and which share of messages it loses. */
import type { DurationUs } from "../units/quantity-types.js";
import type { NodeClass } from "./node-class.js";
import type { Topology } from "./topology.js";

/** A way is of two nodes and the link between them; −1 in place of a link: they have none, and are as far apart as their regions. */
export class Ways {
  /** Whether any of them loses anything. */
  readonly mayLose: boolean;
  readonly #topology: Topology;
  /** Whether any node's line adds to a latency: of most networks none does, and the read of another node's state is saved. */
  readonly #hasAccess: boolean;

  /** `laterClasses`: of what classes nodes may be that the topology is given later. */
  constructor(topology: Topology, laterClasses: readonly NodeClass[]) {
    this.#topology = topology;
    this.mayLose =
      (topology.links !== null && topology.links.lossShare !== null) ||
      topology.lossShare.some((share) => share > 0) ||
      laterClasses.some(({ lossShare }) => lossShare > 0);
    this.#hasAccess = topology.accessUs.some((us) => us > 0) || laterClasses.some(({ accessUs }) => accessUs > 0);
  }

  /** −1: there is no way. */
  latencyUs(from: number, to: number, link: number): DurationUs {
    const { links, regions, regionOf, accessUs } = this.#topology;
    const access = this.#hasAccess ? accessUs[from] + accessUs[to] : 0;
    if (link >= 0) return links!.latencyUs[link] + access;
    if (regions === null) return -1;
    return regions.latencyUs[regionOf[from] * regions.names.length + regionOf[to]] + access;
  }

  /** Of both ends and the link. */
  lossShare(from: number, to: number, link: number): number {
    const { lossShare, links } = this.#topology;
    const ofLink = link >= 0 && links!.lossShare !== null ? links!.lossShare[link] : 0;
    return 1 - (1 - lossShare[from]) * (1 - lossShare[to]) * (1 - ofLink);
  }
}
