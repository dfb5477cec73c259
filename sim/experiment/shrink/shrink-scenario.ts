/** A scenario that fails what is expected of it, made as small as it gets while it fails in the same way. */
import { countText } from "../../units/readable.js";
import { claimText, figuresOf } from "../expect/claim.js";
import { everyText } from "../expect/counterexample.js";
import type { Expectation } from "../expect/expectations.js";
import { figureName } from "../figures/figure.js";
import type { Model, RunResult, ScenarioBasics } from "../model.js";
import type { DecidingRow } from "../expect/deciding-row.js";
import { percentText } from "../expect/claim.js";
import type { Interrupt, Progress } from "../watch.js";
import { type Candidate, type Frame, passesFor, type PlainMap, shrinkable, shrunkName, textOf } from "./candidate.js";
import { messages } from "./messages.js";
import { shrink } from "./shrink.js";
import { type Failure, Trials } from "./trials.js";

export interface ShrinkScenarioOptions {
  /** File of the scenario, and the one that is to be written. */
  readonly file: string;
  readonly to: string;
  readonly root: string | undefined;
  readonly scenario: Pick<ScenarioBasics, "name" | "seed">;
  /** What it says, with no defaults. */
  readonly given: PlainMap;
  readonly expectation: Expectation;
  /** Which replication speaks against it; of a claim of many runs any. */
  readonly replication: number;
  /** What `orrery check` saw, in words. */
  readonly found: string;
  readonly budget: number;
  readonly wayOf: (run: RunResult, decided: DecidingRow | null) => string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
}

export type ShrinkEnd = "smallest" | "budget" | "interrupted";

export interface ShrunkScenario {
  /** As a file that can be run. */
  readonly text: string;
  readonly seed: number | string;
  readonly replication: number;
  readonly failure: Failure;
  /** How the whole scenario fails. */
  readonly first: Failure;
  readonly runs: number;
  readonly end: ShrinkEnd;
  /** Lines that it says, and those that it said before. */
  readonly lines: number;
  readonly linesBefore: number;
}

/** Replications that a scenario of a claim of many runs says it has: those of the first look of a check. */
const sampled = 10;

/** Why there is nothing smaller: it does not fail there in so few runs, or fails since something did not happen. */
export type NotShrunk = "holds" | "no event";

/** What did not happen happens in no smaller scenario either, which would fail for lack of anything: such failures are not shrunk. */
export async function shrinkScenario<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  options: ShrinkScenarioOptions,
): Promise<ShrunkScenario | NotShrunk> {
  const { scenario, given, expectation, replication, interrupt } = options;
  const { claim } = expectation;
  const isOneRun = claim.kind === "probability" || claim.kind === "every";
  const frame = frameOf(scenario.name, expectation);
  const trials = new Trials({ ...options, model, file: options.to });
  const whole: Candidate = {
    plain: shrinkable(given),
    seed: scenario.seed,
    replication: isOneRun ? replication : sampled - 1,
  };
  const failureOf = (candidate: Candidate): Promise<Failure | null> =>
    trials.failureOf(textOf(candidate, frame), candidate.replication);
  const first = await failureOf(whole);
  if (first === null) return "holds";
  if (first.decided?.isEvent !== true) return "no event";
  const cost = isOneRun ? 1 : sampled;
  let isCut = false;
  let failure = first;
  const smallest = await shrink(whole, {
    passes: passesFor(isOneRun),
    fails: async (candidate) => {
      const seen = await failureOf(candidate);
      if (seen === null || seen.answer !== first.answer || seen.way !== first.way) return false;
      failure = seen;
      return true;
    },
    isOver: () => (isCut = trials.isOver(cost)),
    isRepeated: true,
  });
  const end = interrupt.requested ? "interrupted" : isCut ? "budget" : "smallest";
  const { runs } = trials;
  const text = textOf(
    smallest,
    frame,
    headerOf(options, { isOneRun, end, runs, only: isOneRun ? smallest.replication : 0 }),
  );
  const { seed } = smallest;
  const lines = linesOf(textOf(smallest, frame));
  const linesBefore = linesOf(textOf(whole, frame));
  return { text, seed, replication: smallest.replication, failure, first, runs, end, lines, linesBefore };
}

/** The commands that show it; `only`: the replication that does. */
export const commandsOf = (file: string, only: number): readonly string[] => [
  `npx orrery run ${file}${only > 0 ? ` --replication ${only}` : ""}`,
  `npx orrery check ${file}`,
];

/** What one run refutes is claimed of each run, so that it is enough. */
function frameOf(name: string, { id, claim, because }: Expectation): Frame {
  const that =
    claim.kind === "mean" || claim.kind === "quantile"
      ? claimText(claim)
      : `${everyText(claim)} @ ${percentText(claim.confidence)}`;
  return {
    name: shrunkName(name),
    expectation: { id, that, ...(because !== "" && { because }) },
    outputs: figuresOf(claim).map(figureName),
  };
}

const linesOf = (text: string): number => text.trimEnd().split("\n").length;

function headerOf(
  { file, to, scenario, expectation, replication, found }: ShrinkScenarioOptions,
  {
    isOneRun,
    end,
    runs,
    only,
  }: { readonly isOneRun: boolean; readonly end: ShrinkEnd; readonly runs: number; readonly only: number },
): readonly string[] {
  const { id, claim, knownWeakness } = expectation;
  const count = `${countText(runs)} ${runs === 1 ? "run" : "runs"} tried`;
  return [
    messages.origin(file, id),
    messages.claimed(claimText(claim)),
    messages.seen(found),
    ...(isOneRun ? [messages.oneRun(scenario.seed, replication)] : [messages.sampled(percentText(claim.confidence))]),
    ...(knownWeakness === undefined ? [] : [messages.weakness(knownWeakness)]),
    messages.ended[end](count),
    "",
    ...commandsOf(to, only).map((command) => `    ${command}`),
  ];
}
