/**
 * Whose turn it is: what a node does every so many frames it does in a phase of its own, which is drawn, so that its place
 * in the scenario's list decides neither its join frames nor its rings (protocol.md section 9).
 */
import type { Network } from "../network.js";

/** Phase of a node in a period of so many frames, from 0: always the same for one period, independent between two. */
export function turnOf({ draws }: Pick<Network, "draws">, prover: number, period: number): number {
  return draws.nodes.purpose("turn").below(prover, period, period);
}

/** First frame of the node's phase at or after `from`. */
export function nextTurn(
  network: Pick<Network, "draws">,
  prover: number,
  { from, period }: { readonly from: number; readonly period: number },
): number {
  return from + ((turnOf(network, prover, period) + period - (from % period)) % period);
}
