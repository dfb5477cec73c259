/**
 * Frames that nodes poll, as one queue at the upload of an archive, in closed form. Each of N nodes asks once a second, is answered with
 * the whole frame, even if it is unchanged, and does not ask again before it was answered (assumption):
 *
 * ```
 *   s = 8 · bytes / upload      ρ = N · s / 1 s        a node is answered every c = max(1 s, N · s)
 *
 *   ρ < 1:  what is sent waits  ρ · s / (2 (1 − ρ))  on average (M/D/1), at most half of all others
 *   ρ ≥ 1:  everybody's question is in the queue: what is sent waits N · s
 * ```
 */
import type { BitsPerSecond, Bytes, DurationUs } from "../../../../sim/units/quantity-types.js";
import { pollEveryUs } from "../../../protocol/transport/flows.js";

export interface Polled {
  /** Nodes that ask this archive, a mean over archives. */
  readonly nodes: number;
  /** Of an answer. */
  readonly bytes: Bytes;
  readonly uploadBitsPerS: BitsPerSecond;
}

export interface PollQueue {
  /** Share of the line that answers take; above 1 they do not get through in a second. */
  readonly load: number;
  /** How long an answer takes on the line, and how long whatever is sent waits before. */
  readonly serviceUs: DurationUs;
  readonly waitUs: DurationUs;
  /** From one answer to a node to the next. */
  readonly cycleUs: DurationUs;
}

export function pollQueue({ nodes, bytes, uploadBitsPerS }: Polled): PollQueue {
  const serviceUs = (8e6 * bytes) / uploadBitsPerS;
  const allUs = nodes * serviceUs;
  const load = allUs / pollEveryUs;
  const meanUs = (load * serviceUs) / (2 * (1 - load));
  const waitUs = load >= 1 ? allUs : Math.min(meanUs, allUs / 2);
  return { load, serviceUs, waitUs, cycleUs: Math.max(pollEveryUs, allUs) };
}

/**
 * From when an archive has a frame until it has answered a node: the rest of the time to the node's next answer, of which a number in [0, 1) tells
 * how long it is, and the answer itself.
 */
export function pollWaitUs({
  queue: { load, serviceUs, waitUs, cycleUs },
  bytes,
  downloadBitsPerS,
  u,
}: {
  readonly queue: PollQueue;
  readonly bytes: Bytes;
  readonly downloadBitsPerS: BitsPerSecond;
  readonly u: number;
}): DurationUs {
  const inUs = (8e6 * bytes) / downloadBitsPerS;
  // Where everybody's question waits, the next answer is as far as the place in the queue.
  const queuedUs = load >= 1 ? 0 : waitUs;
  return u * Math.max(cycleUs, inUs) + queuedUs + Math.max(serviceUs, inUs);
}
