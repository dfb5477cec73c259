/** How soon nodes hear of each frame that has been: what was recorded of it, whose turn it was, and what faults did meanwhile. */
import type { Purpose } from "../../../../sim/random/stream.js";
import type { DurationUs } from "../../../../sim/units/quantity-types.js";
import type { World } from "../../../state/world.js";
import type { Admission } from "./admission.js";
import type { ArchiveTurns } from "./archive-turns.js";
import type { ChainSide } from "./chain-side.js";
import type { FrameHearing, HeardFrame, HeardMax } from "./frame-hearing.js";
import type { HeardRound } from "./view-outcome.js";
import type { FrameRecords, MostRecorded, RecordedFrame } from "./frame-records.js";
import type { WirePlaces } from "./places.js";

interface HeardServices {
  readonly world: World;
  readonly polls: Purpose;
  readonly places: WirePlaces;
  readonly admission: Admission;
  readonly hearing: FrameHearing;
  readonly records: FrameRecords;
  readonly turns: ArchiveTurns;
  /** Null in a scenario without faults. */
  readonly side: ChainSide | null;
}

export class HeardFrames {
  readonly #services: HeardServices;
  /** Of frames without faults, memoised by what was recorded of them. */
  readonly #heardMax = new WeakMap<MostRecorded, HeardMax>();

  constructor(services: HeardServices) {
    this.#services = services;
  }

  /** A frame that has been, or that nobody has included anything in yet. */
  at(frame: number): HeardFrame {
    const { world, records, turns } = this.#services;
    const recorded = records.at(frame, (archives) => turns.of(frame, archives)) ?? this.#unrecorded(frame);
    const { isFaulty, serving } = this.#faultsIn(frame, frame + 1, recorded.archives);
    return { ...recorded, serving, faultyUs: isFaulty ? world.clock.timeOf(frame) : -1 };
  }

  /** From the moment of a frame that has been until a node has it, microseconds; `Infinity`: a fault keeps it from the node. */
  heardUs(node: number, frame: number): DurationUs {
    const { admission, places, polls, hearing, world } = this.#services;
    const end = admission.endOf(node);
    const heard = this.at(frame);
    const archive = places.askedBy(end, heard.archives);
    const { first, second } = world.nodes.keys;
    const u = polls.pairUniform(first[node], second[node], frame);
    if (heard.faultyUs >= 0) return hearing.heardInFaultUs(end, archive, heard, u);
    return hearing.roundUs(heard)[archive] + hearing.pollUs(end, archive, heard, u);
  }

  /** When nodes can hear of a frame that has been; null: faults are on, and what a node hears hangs on where it is. */
  roundAt(frame: number): HeardRound | null {
    const heard = this.at(frame);
    return heard.faultyUs >= 0 ? null : this.#services.hearing.heardRound(heard);
  }

  /** As long as that at most, by the line of a node, in frames from `from` up to, not with, `until`, of which no fault that may be on concerns the node or archives that make frames. */
  heardMaxUs(from: number, until: number): HeardMax {
    const { hearing, records, side } = this.#services;
    const recorded = records.most(from, until);
    if (side !== null) return hearing.mostUs({ ...recorded, ...this.#faultsIn(from, until, recorded.archives) });
    let heardMaxUs = this.#heardMax.get(recorded);
    if (heardMaxUs === undefined) {
      heardMaxUs = hearing.mostUs({ ...recorded, isFaulty: false, serving: recorded.archives });
      this.#heardMax.set(recorded, heardMaxUs);
    }
    return heardMaxUs;
  }

  /** Whether faults may be on while frames from `from` up to, not with, `until` are made and voted on, and the fewest archives that nodes can poll then. */
  #faultsIn(from: number, until: number, archives: number): { readonly isFaulty: boolean; readonly serving: number } {
    const { side, world } = this.#services;
    const { clock } = world;
    const serving = side?.servingBetween(clock.timeOf(from), clock.timeOf(until - 1) + clock.paceUs) ?? null;
    return { isFaulty: serving !== null, serving: Math.min(archives, serving ?? archives) };
  }

  #unrecorded(frame: number): RecordedFrame {
    const { admission, world, turns } = this.#services;
    const archives = admission.archiveCount();
    return { archives, pollers: world.totals.peersOnline, maker: turns.of(frame, archives), requestBytes: 0 };
  }
}
