/** What a plan said of a run, held against the run. */
import type { Plan } from "../../../models/plan/plan.js";
import type { Simulation } from "../../../models/run.js";
import type { RuleSwitches } from "../../../models/protocol/ground/rule-sets.js";
import { type Finding, finding } from "../finding.js";

/** Estimates are about right on average; one that is off by more than this misleads. */
const maxTimesWrong = 8;
/** In a short run chance decides, and it takes less than the second that every plan allows for starting. */
const fewEvents = 10_000;

/**
 * By messages every request is some events, one leaving and one for each archive. Where nodes herd, all workers ask, answer and leave anew at every epoch, which nobody
 * knows before it is run: so many messages of a worker beyond those that are planned, at most, in what was measured (one network of 860).
 */
const herding = { requests: 1, copies: 8 };

export function planFindings(
  { events, frames, workers }: Plan,
  { eventCount }: Pick<Simulation, "eventCount">,
  { epochFrames }: Pick<RuleSwitches, "epochFrames">,
): Finding[] {
  const asked = events.messages === 0 ? 0 : (herding.requests * herding.copies * workers * frames) / epochFrames;
  if (eventCount <= maxTimesWrong * events.total + fewEvents + asked) return [];
  return [finding("plan", `planned ${events.total} events, had ${eventCount}: ${JSON.stringify(events)}`)];
}
