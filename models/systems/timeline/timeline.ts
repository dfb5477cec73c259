/** The entries of the timeline that are due take effect, first of all in their frame, in the order in which they are written. */
import type { Network } from "../../changes/network.js";
import { noteHappening } from "../../changes/timeline/note.js";
import { accrueAll } from "../../changes/rewards/accrual.js";
import { retime } from "../../changes/timeline/retime.js";
import { changeFields } from "./change.js";
import type { Effect } from "./effect.js";
import { shutOutDue } from "./floor.js";
import { beginOutage } from "./outage.js";
import { release as releaseRules } from "./release.js";
import { sendArrivals, sendAway } from "./operators.js";

export function timelineDue(network: Network, frame: number): void {
  for (const entry of network.calendars.timeline.take(frame)) happen(network, entry, frame);
  shutOutDue(network, frame);
}

function happen(network: Network, entry: number, frame: number): void {
  const { world, scenario, calendars } = network;
  const written = scenario.timeline?.[entry];
  if (written === undefined) throw new Error(`the scenario has no timeline[${entry}]`);
  const { outage, arrivals, departures, data, pace, halt, release, reset, change } = written;
  world.timeline.inEffect.push(entry);
  world.timeline.effectUs.push(network.kernel.nowUs);
  const effect: Effect = { entry, time: world.timeline.effects[entry]++, frame };
  world.changedSince = frame;
  if (outage !== undefined) beginOutage(network, effect, outage);
  if (arrivals !== undefined) sendArrivals(network, effect, arrivals);
  if (departures !== undefined) sendAway(network, effect, departures);
  // The data change with the state step of this frame.
  if (data !== undefined) calendars.growth.add(frame, entry + 1);
  if (pace !== undefined) setPace(network, effect, pace);
  if (halt !== undefined) standStill(network, effect, halt);
  if (release !== undefined) releaseRules(network, effect, release);
  if (reset !== undefined) {
    // The grid is replaced within this frame, before anything asks for a shard.
    calendars.resets.add(frame, entry);
    if (reset.pause > 0) retime(network, frame, { standsUs: reset.pause, paceUs: world.clock.paceUs });
  }
  if (change !== undefined) {
    // Nodes were away so far as often as they were until now, and what was sent took as long.
    if (world.shortAbsences !== null || network.wire !== null) accrueAll(world, frame);
    changeFields(network, change);
    noteHappening(network, { entry });
  }
}

function setPace(network: Network, { entry, frame }: Effect, paceUs: number): void {
  retime(network, frame, { standsUs: 0, paceUs });
  noteHappening(network, { entry, value: paceUs });
}

/** Frames that were lost are made again as they were: their time passes, and nothing new happens in it. */
function standStill(
  network: Network,
  { entry, frame }: Effect,
  { for: forUs, framesLost }: { readonly for: number; readonly framesLost: number },
): void {
  const { paceUs } = network.world.clock;
  retime(network, frame, { standsUs: forUs + framesLost * paceUs, paceUs });
  noteHappening(network, { entry, value: framesLost });
}
