/** What the log says of members of rings, so that `orrery audit` can work the rings out again. */
import { v20LastFrameWithoutMint } from "../../protocol/emission/v20-share.js";
import { logOfProver, type Logged } from "../../state/log/log-of.js";
import type { Network } from "../../changes/network.js";

/** The node sent proofs in all frames from `since` up to, not with, `until`; those before anything was minted do not count. */
export function logProofs(
  network: Logged,
  prover: number,
  { since, until }: { readonly since: number; readonly until: number },
): void {
  if (network.log === null) return;
  const proofs = until - Math.max(since, v20LastFrameWithoutMint + 1);
  if (proofs <= 0) return;
  const figures = { other: proofs, value: network.world.provers.seniority[prover] };
  logOfProver(network, prover, until)?.("seniority.v20.events", "has proved", "", figures);
}

const occasions = {
  join: { rule: "seniority.v20.events", why: "it joined" },
  removal: { rule: "seniority.onKick", why: "its removal by age is a fault" },
} as const;

/** The node's seniority as it is once it joined, or was removed. */
export function logSeniority(network: Logged, prover: number, frame: number, occasion: keyof typeof occasions): void {
  const { rule, why } = occasions[occasion];
  const value = network.world.provers.seniority[prover];
  logOfProver(network, prover, frame)?.(rule, "has seniority", why, { value });
}

/** A member sits in another ring from the frame after `frame` on. */
export function logMove(
  { log }: Pick<Network, "log">,
  prover: number,
  { frame, from, to }: { readonly frame: number; readonly from: number; readonly to: number },
): void {
  const why = "a ring further in had room, and it was among the most senior of the next";
  log?.record({ frame, rule: "ring.v20.fill", prover, shard: 0, what: "moved to a ring", why, other: from, value: to });
}

/** The node asks to join or to leave, or its wish is met, in this frame. */
export function logMembership(
  { log }: Pick<Network, "log">,
  prover: number,
  frame: number,
  happened: { readonly what: string; readonly why: string; readonly value?: number },
): void {
  log?.record({ frame, rule: "ring.v20.fill", prover, shard: 0, ...happened });
}
