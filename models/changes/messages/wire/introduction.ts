/** What a node does when it appears: it announces itself to an archive, and gets the list of shards from it. */
import type { Kernel } from "../../../../sim/kernel/kernel.js";
import type { DurationUs } from "../../../../sim/units/quantity-types.js";
import { shardListBytes } from "../../../protocol/transport/message-bytes.js";
import type { World } from "../../../state/world.js";
import type { Admission } from "./admission.js";
import { firstFrom } from "./archive-turns.js";
import type { ChainSide } from "./chain-side.js";
import type { FrameHearing } from "./frame-hearing.js";
import type { HeardFrames } from "./heard-frames.js";
import type { WirePlaces } from "./places.js";

interface IntroductionServices {
  readonly world: World;
  readonly kernel: Kernel;
  readonly places: WirePlaces;
  readonly admission: Admission;
  readonly hearing: FrameHearing;
  readonly heardFrames: HeardFrames;
  /** Null in a scenario without faults. */
  readonly side: ChainSide | null;
}

export class Introduction {
  readonly #services: IntroductionServices;

  constructor(services: IntroductionServices) {
    this.#services = services;
  }

  /** From now until a node that has just appeared has the list of shards, microseconds. */
  tripUs(node: number): DurationUs {
    const { world, places, admission, hearing, heardFrames } = this.#services;
    const { topology } = places;
    const end = admission.endOf(node);
    const archive = this.#archiveOf(end, admission.archiveCount());
    const bytes = shardListBytes(world.shards.count);
    const { waitUs } = hearing.queueOf(heardFrames.at(world.frame));
    const rate = Math.min(topology.uploadBitsPerS[archive], topology.downloadBitsPerS[end]);
    const wayUs = hearing.wayUs(end, archive) + waitUs + (8e6 * bytes) / rate + hearing.wayUs(archive, end);
    return wayUs + this.#addedUs(end, archive) + this.#addedUs(archive, end);
  }

  /** The end of the archive that a node asks: its own, or the first after it that faults leave to it. */
  #archiveOf(end: number, archives: number): number {
    const { side, places, kernel } = this.#services;
    const { ofArchive } = places;
    const isInContact = (archive: number): boolean =>
      side?.faults.isInContact(end, ofArchive[archive], kernel.nowUs) ?? true;
    return ofArchive[firstFrom(places.askedBy(end, archives), archives, isInContact)];
  }

  /** What faults add to a way at the moment; of a way that they close nothing. */
  #addedUs(from: number, to: number): DurationUs {
    const { side, kernel } = this.#services;
    const addedUs = side?.faults.addedUs(from, to, kernel.nowUs) ?? 0;
    return addedUs === Number.POSITIVE_INFINITY ? 0 : addedUs;
  }
}
