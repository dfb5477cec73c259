import type { Plan } from "../sim/cli/model.js";

/** What the plans of models of nothing say of their events. */
export const noEvents: Plan["events"] = {
  reports: 0,
  frames: 0,
  arrivals: 0,
  departures: 0,
  presence: 0,
  workerChanges: 0,
  equivocations: 0,
  total: 0,
};
