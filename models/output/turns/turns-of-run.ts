/** The turns of a run: at most ten, in order of time, each with its cause. */
import type { LongTable } from "../metrics/columns.js";
import { halts, herds, idleClasses, reshapings } from "./courses.js";
import { absences, evictions, kicks, quorumLosses } from "./losses.js";
import { type Step, stepsOf, stepText, stepTurn } from "./steps.js";
import { type Ended, type Told, toldOf } from "./told.js";
import type { Turn } from "./turn.js";

/** As many as a reader keeps in mind. */
const maxTurns = 10;

/** Steps that nothing explains, of which a run may have many. */
const maxSteps = 3;

/** A turn among those that are told, from 1 on. */
export interface ToldTurn extends Turn {
  readonly turn: number;
  /** Number of the turn that led to it; 0: none did. */
  readonly because: number;
  /** What else stepped with it, in words; empty: nothing did. */
  readonly effect: string;
}

/** From what the ledger counted and where the series steps. The same run has the same turns, with or without a log. */
export function turnsOfRun(network: Ended, series: LongTable): readonly ToldTurn[] {
  const told = toldOf(network, series);
  const turns: Turn[] = [...absences(told), ...reshapings(told), ...kicks(told)];
  turns.push(...quorumLosses(told, turns));
  turns.push(...evictions(told, turns));
  turns.push(...herds(told, turns));
  turns.push(...halts(told, turns));
  turns.push(...idleClasses(told, turns));
  const effects = joinSteps(told, turns);
  const chosen = weightiest(turns);
  return chosen.map((turn, k) => ({
    ...turn,
    turn: k + 1,
    because: turn.becauseOf === null ? 0 : chosen.indexOf(turn.becauseOf) + 1,
    effect: effects.get(turn) ?? "",
  }));
}

/**
 * Gives each step to the gravest turn that happened between its two rows, and adds those that belong to none as turns of their
 * own. What comes back says by turn what of another metric stepped most with it; it is reached by key only.
 */
function joinSteps(told: Told, turns: Turn[]): ReadonlyMap<Turn, string> {
  const effects = new Map<Turn, Step>();
  const own: Turn[] = [];
  for (const step of stepsOf(told)) {
    const [owner] = turns
      .filter((turn) => isAmid(turn, step) || isReshaping(told, turn, step))
      .toSorted((a, b) => b.weight - a.weight || a.frame - b.frame);
    if (owner === undefined) own.push(stepTurn(told, step));
    else if (step.metric !== owner.metric && step.share > (effects.get(owner)?.share ?? 0)) effects.set(owner, step);
  }
  turns.push(...own.toSorted((a, b) => b.weight - a.weight || a.frame - b.frame).slice(0, maxSteps));
  return new Map([...effects].map(([turn, step]) => [turn, stepText(step)]));
}

/**
 * Whether a turn began between the rows, or with the first of them: what happens in a frame may be seen after its report. A split or
 * merge that is noted moves nobody yet, so what steps in that moment has another cause.
 */
const isAmid = ({ frame, what }: Turn, step: Step): boolean =>
  what !== "splits" && what !== "merges" && frame >= step.frame && frame <= step.untilFrame;

/** Whether a split or merge that was noted takes effect between the rows: two epochs later, one at least. */
const isReshaping = ({ network: { rules } }: Told, { frame, what }: Turn, step: Step): boolean =>
  (what === "splits" || what === "merges") &&
  step.metric.startsWith("shard.") &&
  frame + rules.epochFrames <= step.untilFrame &&
  step.frame <= frame + 2 * rules.epochFrames;

/** The weightiest, whatever led to them with them; in order of time. */
function weightiest(turns: readonly Turn[]): readonly Turn[] {
  const chosen = new Set<Turn>();
  for (const turn of turns.toSorted((a, b) => b.weight - a.weight || a.frame - b.frame)) {
    const missing = chainOf(turn).filter((one) => !chosen.has(one));
    if (chosen.size + missing.length > maxTurns) continue;
    for (const one of missing) chosen.add(one);
  }
  // Of one frame what led to others comes first.
  return turns
    .filter((turn) => chosen.has(turn))
    .toSorted((a, b) => a.frame - b.frame || chainOf(a).length - chainOf(b).length || b.weight - a.weight);
}

const chainOf = (turn: Turn): readonly Turn[] =>
  turn.becauseOf === null ? [turn] : [...chainOf(turn.becauseOf), turn];
