import { grown, nextCapacity } from "../table/growth.js";
import type { NodeClass } from "./node-class.js";
import type { Regions } from "./regions.js";
import { requireClass, requireRegion, type Topology } from "./topology.js";

/** A topology without links to which nodes come while a run lasts; none ever goes. A network learns of each by `Network.admit`. */
export class GrowingTopology implements Topology {
  nodeCount = 0;
  readonly names: readonly string[] = [];
  readonly regions: Regions;
  regionOf = new Uint16Array(0);
  uploadBitsPerS = new Float64Array(0);
  downloadBitsPerS = new Float64Array(0);
  accessUs = new Int32Array(0);
  lossShare = new Float64Array(0);
  readonly links = null;

  constructor(regions: Regions) {
    this.regions = regions;
  }

  /** Gives the number of the new node. Throws `RangeError` for a region that is not there, and rates not above 0. */
  add(line: NodeClass, region: number): number {
    requireRegion(region, this.regions.names.length);
    requireClass(line);
    const node = this.nodeCount++;
    if (node >= this.regionOf.length) this.#grow(nextCapacity(this.regionOf.length, node + 1));
    this.regionOf[node] = region;
    this.uploadBitsPerS[node] = line.uploadBitsPerS;
    this.downloadBitsPerS[node] = line.downloadBitsPerS;
    this.accessUs[node] = line.accessUs;
    this.lossShare[node] = line.lossShare;
    return node;
  }

  /** Takes all nodes away, before those of a stored run are added. */
  clear(): void {
    this.nodeCount = 0;
  }

  #grow(capacity: number): void {
    this.regionOf = grown(this.regionOf, capacity);
    this.uploadBitsPerS = grown(this.uploadBitsPerS, capacity);
    this.downloadBitsPerS = grown(this.downloadBitsPerS, capacity);
    this.accessUs = grown(this.accessUs, capacity);
    this.lossShare = grown(this.lossShare, capacity);
  }
}
