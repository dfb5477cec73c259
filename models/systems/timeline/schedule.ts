/** When entries of the timeline are due: events of the kernel, each of which brings on the next of its entry. */
import { timeUs } from "../../../sim/scenario/timeline/times.js";
import type { EventEngine, FrameSchedule, ScenarioGiven } from "../../changes/network.js";
import type { Logged } from "../../state/log/log-of.js";

/** How often conditions are looked at where no frame is stepped, µs. */
const lookEveryUs = 3_600_000_000;

/** Schedules all entries that were not: those of a run that begins, and those that a fork has more than it went on from. */
export function scheduleTimeline(network: ScenarioGiven & Logged & EventEngine): void {
  const { world, kernel, kinds, timeline: entries } = network;
  const { timeline } = world;
  const hadConditions = entries.slice(0, timeline.count).some(({ when }) => when.kind === "condition");
  for (const { when, name } of entries.slice(timeline.count)) {
    const entry = timeline.add(name);
    const atUs = timeUs(when, 0);
    if (atUs !== null) kernel.scheduleWithin(kinds.timeline, atUs, entry);
  }
  if (!hadConditions && entries.some(({ when }) => when.kind === "condition"))
    kernel.scheduleWithin(kinds.timelineLook, kernel.nowUs + lookEveryUs, 0);
}

/** The next look at conditions. */
export const scheduleLook = ({ kernel, kinds }: EventEngine): boolean =>
  kernel.scheduleWithin(kinds.timelineLook, kernel.nowUs + lookEveryUs, 0);

/** An entry's time has come: it takes effect with the next frame. */
export function entryDue(network: ScenarioGiven & Logged & EventEngine & FrameSchedule, entry: number): void {
  const { world, kernel, kinds } = network;
  const { timeline } = world;
  const { when } = network.timeline[entry];
  if (when.kind === "condition") {
    // What it waited for may have ended, or begun anew, meanwhile.
    const since = timeline.heldSinceUs[entry];
    if (since < 0 || since + when.forUs > kernel.nowUs || timeline.spent[entry] === 1) return;
    takeEffect(network, entry);
    return;
  }
  takeEffect(network, entry);
  const next = timeUs(when, timeline.times[entry]);
  if (next !== null) kernel.scheduleWithin(kinds.timeline, next, entry);
}

/** Lets an entry happen in the next frame that can still see it. */
function takeEffect(network: Logged & FrameSchedule, entry: number): void {
  const { timeline, frame } = network.world;
  timeline.times[entry]++;
  timeline.spent[entry] = 1;
  network.calendars.timeline.add(Math.max(network.nextFrame(), frame + 1), entry);
}

/** A condition holds, or does not: it has its effect when it has held for long enough, and again only after it has not. */
export function noteCondition(
  network: ScenarioGiven & Logged & EventEngine & FrameSchedule,
  entry: number,
  { holds, forUs, atMost }: { readonly holds: boolean; readonly forUs: number; readonly atMost: number },
): void {
  const { world, kernel, kinds } = network;
  const { timeline } = world;
  if (!holds) {
    timeline.heldSinceUs[entry] = -1;
    timeline.spent[entry] = 0;
    return;
  }
  if (timeline.heldSinceUs[entry] >= 0 || timeline.times[entry] >= atMost) return;
  timeline.heldSinceUs[entry] = kernel.nowUs;
  if (forUs === 0) takeEffect(network, entry);
  else kernel.scheduleWithin(kinds.timeline, kernel.nowUs + forUs, entry);
}
