import type { FrameSchedule, RulesInForce } from "../network.js";
import { answerOpens, type Request, requestLapses } from "../../protocol/lifecycle/request-windows.js";
import type { Logged } from "../../state/log/log-of.js";

/** The node looks again when the window of a request opens, and the request lapses when it has closed; both after `now`. */
export function scheduleAnswer(
  network: RulesInForce & Logged & FrameSchedule,
  allocation: number,
  { request, requested, now }: { readonly request: Request; readonly requested: number; readonly now: number },
): void {
  const { calendars, world } = network;
  const node = world.provers.node[world.allocations.prover[allocation]];
  network.wakeNode(node, Math.max(answerOpens(request, requested, network), now + 1));
  calendars.expiries.add(Math.max(requestLapses(request, requested, network), now + 1), allocation);
}
