/** Recorded epochs of all allocations, written down frame by frame: the reference for those that follow from looks. */
import { epochNumber } from "../models/protocol/clock/epoch.js";
import { arrivesIn } from "../models/changes/allocations/recorded-epoch.js";
import type { Network } from "../models/changes/network.js";
import { isOver, Status } from "../models/state/allocations.js";

interface Registration {
  epoch: number;
  /** As the latest frame left it: what its node saw when it looked last. */
  isActive: boolean;
}

export class ReferenceRegistrations {
  readonly #known = new Map<number, Registration>();
  #online: number[] = [];

  /** Call it after every frame, in order. */
  note(network: Network, frame: number): void {
    const { allocations, provers, nodes } = network.world;
    const epoch = epochNumber(frame, network.rules.epochFrames);
    for (let allocation = 0; allocation < allocations.count; allocation++) {
      const status = allocations.status[allocation];
      const isActive = status === Status.active;
      const known = this.#known.get(allocation);
      // What is over keeps its record for this frame's pay; its row begins anew with another proposal.
      if (status === Status.proposed || status === Status.joining || status === Status.free) {
        this.#known.delete(allocation);
      } else if (known === undefined) {
        if (isOver(status)) continue;
        const isMeasured = allocations.joinConfirmFrame[allocation] < frame;
        this.#known.set(allocation, { epoch: isMeasured ? allocations.epoch[allocation] : epoch + 1, isActive });
      } else {
        const prover = allocations.prover[allocation];
        const hasExpired = known.epoch < epochNumber(frame - 1, network.rules.epochFrames);
        const isDue = network.rules.reconfirm === "ahead" || hasExpired;
        if (known.isActive && this.#online[prover] === 1 && isDue && arrivesIn(network, prover, frame))
          known.epoch = epoch + 1;
        known.isActive = isActive;
      }
    }
    this.#online = Array.from({ length: provers.count }, (_unused, prover) => nodes.online[provers.node[prover]]);
  }

  /** 0 for an allocation that was never confirmed. */
  epochOf(allocation: number): number {
    return this.#known.get(allocation)?.epoch ?? 0;
  }
}
