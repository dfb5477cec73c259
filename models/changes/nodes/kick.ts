/** Kicks of simulated provers: every allocation is lost at once, and what becomes of seniority and key is a switch. */
import type { ClosingServices, ProverWatches } from "../network.js";
import { seniorityOnKick } from "../../protocol/seniority/changes.js";
import { changeSeniority } from "../seniority/change-seniority.js";
import { settleSeniority } from "../seniority/credit.js";
import { recordOfProver } from "../../state/log/record.js";
import { isOver, Status } from "../../state/allocations.js";
import { close, type Closure } from "../allocations/close.js";

/** Ends every allocation of a prover, whatever its status; one whose operator is leaving has nothing to stay for. */
export function closeAll(network: ClosingServices, prover: number, frame: number, closure: Closure): void {
  const { provers, nodes, allocationIndex, allocations } = network.world;
  const { status } = allocations;
  if (nodes.departing[provers.node[prover]] === 1) network.calendars.departures.add(frame + 1, provers.node[prover]);
  for (const allocation of allocationIndex.of(prover)) {
    if (!isOver(status[allocation]) && status[allocation] !== Status.free) {
      close(network, allocation, frame, closure);
    }
  }
}

/**
 * Kicks a prover: all its allocations become 4, its seniority is what `seniority.onKick` leaves, and where that bars
 * the key the kick frame is set, so that it never joins again. Its allocations leave their rings when those are next
 * rebuilt: with this frame if that is still to come, else with the next, and keep what this frame paid. `creditedUntil`: the first frame that has not
 * credited its members when the prover is kicked, whose seniority goes with the rest.
 */
export function kick(
  network: ClosingServices & ProverWatches,
  prover: number,
  { frame, creditedUntil }: { readonly frame: number; readonly creditedUntil: number },
  closure: Closure,
): void {
  const { world, rules } = network;
  const { provers, totals } = world;
  const onKick = () => seniorityOnKick(BigInt(provers.seniority[prover]), rules.kickSeniority);
  const { canRejoin } = onKick();
  if (!canRejoin) provers.kickFrame[prover] = frame;
  const what = canRejoin ? "kicked, may join again" : "kicked for good";
  const event = recordOfProver(
    network,
    prover,
    { rule: closure.rule, what, why: closure.why, cause: closure.cause },
    frame,
  );
  settleSeniority(network, prover, creditedUntil);
  closeAll(network, prover, frame, { ...closure, cause: { ...closure.cause, event } });
  changeSeniority(network, prover, Number(onKick().seniority), "seniority.onKick");
  totals.kicks++;
}
