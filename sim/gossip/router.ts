/** What the ideas of gossip, a file each, have in common. */
import type { Kernel } from "../kernel/kernel.js";
import type { Network } from "../network/network.js";
import type { ControlWire } from "./control-wire.js";
import type { Meshes } from "./meshes.js";
import type { GossipState } from "./state.js";

export interface Router {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly state: GossipState;
  readonly wire: ControlWire;
  readonly meshes: Meshes;
  /** Every heartbeat, IHAVE and IDONTWANT is an event. */
  readonly isLiteral: boolean;
}
