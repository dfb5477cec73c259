/** What comes of an entry of the timeline, for `timeline.csv` and the log. */
import { wordsOf } from "../../scenario/timeline/happened.js";
import type { Logged } from "../../state/log/log-of.js";
import { recordOfAll } from "../../state/log/record.js";
import { Phase, phaseNames } from "../../state/timeline.js";
import type { EventEngine, ScenarioGiven } from "../network.js";

export interface NotedHappening {
  /** Of the timeline, or of a fault (`entryOfFault`). */
  readonly entry: number;
  readonly phase?: Phase;
  /** How many nodes or operators it is about. */
  readonly affected?: number;
  /** Size, pace or frames from then on. */
  readonly value?: number;
  /** Frame with which the log tells of it; the one that is stepped unless given. */
  readonly seen?: number;
}

export function noteHappening(
  network: ScenarioGiven & Logged & EventEngine,
  { entry, phase = Phase.happens, affected = Number.NaN, value = Number.NaN, seen }: NotedHappening,
): void {
  const { world, kernel, scenario } = network;
  const frame = Math.max(world.frame, world.clock.frameAt(kernel.nowUs));
  world.timeline.happened.add({ timeUs: kernel.nowUs, frame, entry, phase, affected, value });
  const words = wordsOf(scenario, entry);
  if (words === null) return;
  recordOfAll(
    network,
    {
      rule: "scenario.timeline",
      what: `timeline ${phaseNames[phase]}`,
      why: words.text,
      cause: { code: "timeline" },
      ...(entry >= 0 && { other: entry }),
      ...(!Number.isNaN(affected) && { value: affected }),
    },
    seen,
  );
}
