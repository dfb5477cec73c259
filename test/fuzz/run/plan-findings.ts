/** What a plan said of a run, held against the run. */
import type { Plan } from "../../../models/plan/plan.js";
import type { Simulation } from "../../../models/simulation.js";
import { type Finding, finding } from "../finding.js";

/** Estimates are about right on average; one that is off by more than this misleads. */
const maxTimesWrong = 8;
/** In a short run chance decides, and it takes less than the second that every plan allows for starting. */
const fewEvents = 10_000;

export function planFindings({ events }: Plan, { eventCount }: Pick<Simulation, "eventCount">): Finding[] {
  if (eventCount <= maxTimesWrong * events.total + fewEvents) return [];
  return [finding("plan", `planned ${events.total} events, had ${eventCount}: ${JSON.stringify(events)}`)];
}
