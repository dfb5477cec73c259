/** Faults of the wire: dated and periodic, between classes, archives and regions; some of them after the run. */
import { type Choices, written } from "./choices.js";
import { durationText } from "./quantities.js";
import type { Fields } from "./random-operators.js";

const words = ["partition", "cut", "clog", "slow", "crash", "eclipse"];

interface FaultSurroundings {
  readonly classes: readonly string[];
  readonly regions: readonly string[];
  readonly horizonUs: number;
}

export function randomFaults(choices: Choices, { classes, regions, horizonUs }: FaultSurroundings): readonly Fields[] {
  const known = [...classes, "archives"];
  const set = (): Fields => {
    const named = choices.maybe(0.6, () => choices.list(choices.integer(1, 2), () => choices.oneOf(known)));
    return written({
      classes: named,
      regions:
        named === undefined || choices.chance(0.2)
          ? choices.list(choices.integer(1, 2), () => choices.oneOf(regions))
          : undefined,
    });
  };
  return choices.list(choices.integer(1, 3), () => {
    const fault = choices.oneOf(words);
    // A thousand of them in a run at most.
    const leastS = 1 + Math.floor(horizonUs / 1e9);
    const forUs = choices.integer(leastS, Math.max(leastS, Math.floor(horizonUs / 3e6))) * 1_000_000;
    const isPath = fault !== "partition";
    return written({
      fault,
      at: durationText(choices, choices.integer(0, Math.floor(horizonUs / 1e6)) * 1_000_000),
      for: durationText(choices, forUs),
      every: choices.maybe(0.3, () => durationText(choices, forUs + choices.integer(0, 3600) * 1_000_000)),
      groups: isPath ? undefined : choices.list(choices.integer(2, 3), set),
      from: isPath ? set() : undefined,
      to: isPath ? set() : undefined,
      adds: fault === "slow" ? choices.oneOf(["0 s", "100 ms", "3 s", "1 min"]) : undefined,
    });
  });
}
