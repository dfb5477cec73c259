/** What a network of one era is made of: a list of systems, and what surrounds them. The tables of the world are the same. */
import type { Network } from "../changes/network.js";
import type { System } from "../systems/system.js";

export interface Era {
  /** What happens in a frame, in its order. */
  readonly systems: readonly System<Network>[];
  /** Fills the world before the first frame: shards, nodes, whatever was measured. */
  createGenesis(network: Network): void;
  /** Brings up to date what metrics read, for all frames before `frame`. */
  beforeReport(network: Network, frame: number): void;
  /** Credits every node with all frames before `frame`. */
  settle(network: Network, frame: number): void;
  /** Credits one prover with all frames before `frame`, which nothing may change any more. */
  settleProver(network: Network, prover: number, frame: number): void;
  /** Units that frame `frame` would issue: whatever was reported or settled so far. */
  publicRate(network: Network, frame: number): number;
  /** Checks a part of a running network, another at every call; throws `InvariantError` where something is broken. */
  checkSample(network: Network, call: number): void;
}
