/**
 * An era before 2.1, as the common frame of `simulation.ts` sees it. Kernel, population, world and tables are those of
 * every network; an era brings what a frame does. Cores stand where 2.1 has workers, and there is one data shard.
 */
import type { Metric } from "../output/metrics/series.js";
import type { Network } from "../changes/network.js";

export interface Era {
  /** Metrics beyond those that every network has. */
  readonly metrics: readonly Metric[];
  /** What happens to single nodes in this frame, before `stepFrame`. The node's columns change after the call. */
  readonly nodes: NodeHandling;
  /** Whatever else is due in this frame. */
  stepFrame(frame: number): void;
  /** Brings up to date what metrics read, for all frames before `frame`. */
  beforeReport(frame: number): void;
  /** Nodes whose joins wait; none in an era without joins. */
  waiting?(): readonly number[];
  /** Credits every node with all frames before `frame`, where `beforeReport` has not done so. */
  settle?(frame: number): void;
}

export interface NodeHandling {
  /** A node that is new to the era looks around for the first time. */
  begin(prover: number, frame: number): void;
  /** The node takes no part from this frame on; `forGood`: it will not come back. */
  goOff(prover: number, frame: number, forGood: boolean): void;
  comeBack(prover: number, frame: number): void;
  /** The node runs so many cores from this frame on, instead of `workers[prover]`. */
  changeCores(prover: number, frame: number, cores: number): void;
}

export type CreateEra = (network: Network) => Era;
