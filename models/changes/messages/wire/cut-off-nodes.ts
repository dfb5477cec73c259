/**
 * Nodes that faults keep from the global chain, or have down. When a fault begins or ends is an event; nodes that it reaches or leaves by that are
 * seen to go off, or to come back, with the next frame, and what shards did so far is counted: within what is counted at once faults are the same.
 */
import type { Kernel } from "../../../../sim/kernel/kernel.js";
import { Table } from "../../../../sim/table/table.js";
import type { SimTimeUs } from "../../../../sim/units/quantity-types.js";
import { Presence } from "../../../state/presence.js";
import type { World } from "../../../state/world.js";
import { accrueAll } from "../../rewards/accrual.js";
import type { ChainSide } from "./chain-side.js";

interface CutOffServices {
  readonly side: ChainSide;
  readonly world: World;
  readonly kernel: Kernel;
  readonly nextFrame: () => number;
  readonly endOf: (node: number) => number;
  readonly noteFault: (fault: number, phase: "begins" | "ends", cutOff: number) => void;
}

/** A row a node. */
export class CutOffNodes extends Table {
  readonly #services: CutOffServices;
  /** Kind of the event that faults change; −1: it has none yet. */
  #changes = -1;
  private isCutOff = this.u8("flag");

  constructor(services: CutOffServices) {
    super();
    this.#services = services;
  }

  /** Gives its event a kind. To be called once, when all others have theirs. */
  register(): void {
    this.#changes = this.#services.kernel.register({
      name: "faults change",
      priority: 0,
      handle: ({ timeUs }) => this.#change(timeUs),
    });
  }

  /** Schedules the first fault. */
  begin(): void {
    this.#scheduleAfter(-1);
  }

  /** A node has just appeared: whether it is cut off. */
  appears(node: number): boolean {
    const { side, kernel, endOf } = this.#services;
    this.reach(node);
    if (side.isCutOff(endOf(node), kernel.nowUs)) this.#set(node, true);
    return this.isCutOff[node] === 1;
  }

  #scheduleAfter(timeUs: SimTimeUs): void {
    const { side, kernel } = this.#services;
    kernel.scheduleWithin(this.#changes, side.faults.nextChangeUs(timeUs), 0);
  }

  #change(timeUs: SimTimeUs): void {
    const { side, world, nextFrame, endOf, noteFault } = this.#services;
    // The frame that is voted on alone meets both what was and what is.
    accrueAll(world, world.clock.frameAt(timeUs));
    accrueAll(world, nextFrame());
    let cutOff = 0;
    for (let node = 0; node < world.nodes.count; node++) {
      if (world.nodes.gone[node] === 1) continue;
      this.reach(node);
      const isCutOff = side.isCutOff(endOf(node), timeUs);
      if (isCutOff) cutOff++;
      if (isCutOff !== (this.isCutOff[node] === 1)) this.#set(node, isCutOff);
    }
    for (const [fault, phase] of side.faults.changesAt(timeUs)) noteFault(fault, phase, cutOff);
    this.#scheduleAfter(timeUs);
  }

  #set(node: number, isCutOff: boolean): void {
    const { world, nextFrame } = this.#services;
    this.isCutOff[node] = isCutOff ? 1 : 0;
    world.calendars.presence.addPair(nextFrame(), node, isCutOff ? Presence.cutOff : Presence.reached);
  }
}
