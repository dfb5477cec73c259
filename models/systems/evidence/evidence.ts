/** Equivocation in the simulated network: two signed headers of one frame, shown by whoever saw both. */
import { kick } from "../../changes/nodes/kick.js";
import { allMakers, Message, type MessagePort, type Wired } from "../../changes/message-port.js";
import type { ClosingServices, FrameSchedule, ProverWatches, RandomDraws } from "../../changes/network.js";
import { evidenceMessageBytes } from "../../protocol/transport/message-bytes.js";
import { takesPart } from "../../state/activity.js";
import { evidenceRefusal } from "../../protocol/consensus/equivocation.js";
import { type Logged, logOfProver } from "../../state/log/log-of.js";

/**
 * Nodes that sign two headers of this frame, each on one shard in whose update it takes part, drawn among those that its
 * attacker aims at; the evidence arrives with the next frame. A node that takes part in none has nothing to sign.
 */
export function equivocate(
  network: Logged & FrameSchedule & RandomDraws & ProverWatches & MessagePort,
  frame: number,
): void {
  const { attackers, calendars, draws, world } = network;
  for (const prover of calendars.equivocations.take(frame)) {
    const attacker = attackers.signing(prover, frame);
    if (attacker === undefined) continue;
    const active = world.allocationIndex
      .of(prover)
      .filter(
        (allocation) =>
          takesPart(world, allocation) && attackers.isTarget(attacker, world.allocations.shard[allocation]),
      );
    if (active.length === 0) continue;
    const allocation = active[draws.provers.purpose("equivocating seat").below(prover, frame, active.length)];
    const shard = world.allocations.shard[allocation];
    network.send(Message.evidence, prover, allMakers, [prover], evidenceMessageBytes);
    const why = "two of its signatures are for different headers of one frame";
    network.log?.record({ frame, rule: "consensus.equivocation", prover, shard, what: "signs twice", why });
  }
}

const convicted = {
  rule: "consensus.equivocation",
  why: "its prover signed two headers of one frame",
  cause: { code: "signed_twice" },
} as const;

/**
 * Judges the evidence that arrives in this frame (`consensus.equivocation`); who is convicted is kicked. The log says that it arrived where nobody knows
 * when it does, or whether: by messages.
 */
export function judgeEvidence(network: ClosingServices & ProverWatches & Wired, frame: number): void {
  const due = network.calendars.evidence.take(frame);
  for (let k = 0; k < due.length; k += 2) {
    const prover = due[k + 1];
    if (network.wire !== null) logOfProver(network, prover, frame)?.(convicted.rule, "evidence arrives", convicted.why);
    const evidence = {
      sameNumber: true,
      sameFilter: true,
      sameKind: true,
      identical: false,
      inBoth: true,
      removed: network.world.provers.kickFrame[prover] > 0,
      sigsValid: true,
    };
    if (evidenceRefusal(evidence) === null) kick(network, prover, { frame, creditedUntil: frame }, convicted);
  }
}
