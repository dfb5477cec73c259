/** The chain stands, or goes on at another pace: what waits for a frame waits for its new time. */
import { accrueAll } from "../rewards/accrual.js";
import type { Wired } from "../message-port.js";
import type { EventEngine, FrameSchedule, ProverWatches } from "../network.js";
import { logOfAll, type Logged } from "../../state/log/log-of.js";

/** After this frame the chain stands for `standsUs`, and then frames come every `paceUs`. */
export function retime(
  network: Logged & EventEngine & FrameSchedule & ProverWatches & Wired,
  frame: number,
  next: { readonly standsUs: number; readonly paceUs: number },
): void {
  const { world, kernel, kinds, calendars, attackers } = network;
  // Ranks that timed out so far did so at the old pace, and votes by messages had the time of an old frame.
  if (world.leaders !== null || network.wire !== null) accrueAll(world, frame);
  world.clock.goOn(frame, next);
  logOfAll(network)?.("clock.frame", "clock change", "", { other: next.standsUs, value: next.paceUs });
  attackers.all.forEach((_attacker, k) => {
    if (attackers.startFrame(k) > frame) calendars.attacks.add(attackers.startFrame(k), k);
  });
  const waiting = new Set([...world.wokenFrames, ...calendars.dueFrames()]);
  world.wokenFrames.delete(frame);
  for (const later of [...waiting].filter((one) => one > frame).sort((a, b) => a - b)) {
    if (kernel.scheduleWithin(kinds.frame, world.clock.timeOf(later), later)) world.wokenFrames.add(later);
    else world.wokenFrames.delete(later);
  }
}
