/**
 * What frames issue at most until the end of a scenario, known before anything runs: all that the curve allows, as if every shard were full
 * and no frame were missed.
 */
import { nextEpochStart } from "../protocol/lifecycle/request-windows.js";
import { type Curve, type CurveContext, type CurveState } from "../curves/curve.js";
import { formula } from "../curves/formula.js";
import { RangedFormula } from "../curves/formula-most.js";
import { generationOf } from "../protocol/emission/generation.js";
import { tokenAmount } from "../protocol/ground/token.js";
import { RunRefusal } from "../../sim/units/run-refusal.js";
import { curveContext, curveOf } from "./curve.js";
import type { Scenario } from "./schema.js";
import { switchesOf } from "./switches.js";
import { grantedBy } from "./grants.js";

/** Happenings that leave frames, data, rules and curve as they were. */
const harmless = ["outage", "arrivals", "departures"] as const;

const maxNarrowings = 8;

/** Stretches that a horizon is cut into where not every epoch is looked at. */
const maxStretches = 400;

/** Whether all frames follow one curve, at one pace, in an era that has curves. */
export function isSteady(scenario: Scenario): boolean {
  const { fidelity, timeline = [] } = scenario;
  if (fidelity === "message" || switchesOf(scenario).lifecycle === "trie") return false;
  return timeline.every((entry) => harmless.some((name) => entry[name] !== undefined));
}

/** Rings of a shard divide by 2, 4, 8 and so on, or by 1, 2, 4: together they have what a frame issues, or twice that. */
const ringsPay = ({ ringDivisor }: CurveContext["rules"]): bigint => (ringDivisor === "ring" ? 2n : 1n);

/**
 * Units issued at most at each corner of what varies, all of them steady: nothing between them comes to more than the largest. Undefined: not
 * known. With a curve that is monotone in the supply they are net: what is burnt may be issued again.
 */
export function mostIssued(corners: readonly Scenario[]): readonly bigint[] | undefined {
  const ofText = new Map<string, bigint | undefined>();
  const found = corners.map(({ curve }, k) => {
    if (curve?.kind !== formula.id) return ofCurve(corners[k]);
    const text = String(curve.formula);
    if (!ofText.has(text))
      ofText.set(
        text,
        ofFormula(
          corners.filter((one) => hasFormula(one, text)),
          text,
        ),
      );
    return ofText.get(text);
  });
  return found.every((one) => one !== undefined) ? found : undefined;
}

const hasFormula = ({ curve }: Scenario, text: string): boolean => curve?.kind === formula.id && curve.formula === text;

function ofCurve(scenario: Scenario): bigint | undefined {
  const context = curveContext(scenario, switchesOf(scenario));
  try {
    const units = ofMonotone(curveOf(scenario), scenario, context);
    return units === undefined ? undefined : units + framesOf(context);
  } catch (error) {
    // With these parameters nothing runs.
    if (error instanceof RunRefusal) return undefined;
    throw error;
  }
}

function ofMonotone(curve: Curve, scenario: Scenario, context: CurveContext): bigint | undefined {
  const { start } = context;
  const rings = ringsPay(context.rules);
  const unitsIn = (state: Partial<CurveState>): bigint => rings * curve.unitsPerFrame({ ...start, ...state });
  if (curve.monotoneIn === "frame")
    return sumOver(stretchesOf(context, maxStretches), ({ first, last }) =>
      largest(unitsIn({ frame: first }), unitsIn({ frame: last })),
    );
  if (curve.monotoneIn === "world")
    return canShrink(scenario) || scenario.frames.adjust === "on" ? undefined : unitsIn({}) * framesOf(context);
  if (curve.monotoneIn !== "supply" || rings > 1n) return undefined;
  let supplyUnits = start.supplyUnits;
  for (const { frames } of stretchesOf(context)) supplyUnits += unitsIn({ supplyUnits }) * BigInt(frames);
  return supplyUnits - start.supplyUnits;
}

/** Whether there may be less data than at the start: users who pay for theirs may delete them. */
const canShrink = ({ fees }: Scenario): boolean => fees !== undefined;

/** Of corners that have one formula, all at once: what it is between them need not lie between what it is there. */
function ofFormula(corners: readonly Scenario[], text: string): bigint | undefined {
  const contexts = corners.map((corner) => curveContext(corner, switchesOf(corner)));
  const [context] = contexts;
  if (contexts.some((other) => !isAlike(other, context))) return undefined;
  const choices = corners.map(({ curve }) => curve?.variables as Readonly<Record<string, string | number>>);
  const ranged = RangedFormula.of(text, choices, context);
  if (ranged === undefined) return undefined;
  const isFixed = corners.every(({ frames }) => frames.adjust === "off");
  const { difficulty } = context.start;
  const fixed = isFixed
    ? ({
        difficulty: [Number(difficulty), Number(difficulty)],
        generation: [generationOf(difficulty), generationOf(difficulty)],
      } as const)
    : {};
  const world = corners.some(canShrink) ? 0 : smallest(contexts.map(({ start }) => Number(start.worldBytes)));
  const [low, high] = [smallest, greatest].map((of) => of(contexts.map(({ start }) => Number(start.supplyUnits))));
  const lowest = corners.some(({ fees }) => fees !== undefined) ? 0 : low;
  const granted = greatest(corners.map((corner) => Number(grantedBy(corner, corner.horizon))));
  const rings = ringsPay(context.rules);
  let issued = 0n;
  for (const { first, last, frames } of stretchesOf(context, maxStretches)) {
    const [from, until] = [first, last].map((frame) => (frame - context.firstFrame) * context.paceUs);
    const seen = {
      frame: [first, last],
      time: [from, until],
      world: [world, Number.MAX_SAFE_INTEGER],
      ...fixed,
    } as const;
    const before = Number(issued) + high + granted;
    const mostIn = (supply: number): bigint => rings * ranged.most({ ...seen, supply: [lowest, supply] });
    let supply = Number(tokenAmount.max);
    let most = mostIn(supply);
    // What the stretch can issue bounds the supply in it, and that what it can issue.
    for (let step = 0; step < maxNarrowings; step++) {
      const narrower = (before + Number(most) * frames) * (1 + rounding);
      if (narrower > 0.999 * supply) break;
      supply = narrower;
      most = mostIn(supply);
    }
    issued += most * BigInt(frames);
  }
  return issued + BigInt(Math.ceil(Number(issued) * rounding)) + framesOf(context);
}

/** Of the doubles that formulas reckon in. */
const rounding = 1e-9;

const isAlike = (one: CurveContext, other: CurveContext): boolean =>
  one.firstFrame === other.firstFrame &&
  one.lastFrame === other.lastFrame &&
  one.paceUs === other.paceUs &&
  one.rules.epochFrames === other.rules.epochFrames &&
  one.rules.ringDivisor === other.rules.ringDivisor &&
  one.start.difficulty === other.start.difficulty;

const smallest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
const largest = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** Frames that may issue: that of the start has, at worst, issued as well. */
const framesOf = ({ firstFrame, lastFrame }: CurveContext): bigint => BigInt(lastFrame - firstFrame + 1);

/** Epochs that follow each other: the first and the last frame at which the curve is asked, and how many frames have its answers. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly frames: number;
}

/** All epochs, each by itself, or several in one where there are more than so many. */
function stretchesOf({ firstFrame, lastFrame, rules }: CurveContext, most = Number.POSITIVE_INFINITY): Stretch[] {
  const epochs = Math.max(1, Math.ceil((lastFrame - firstFrame + 1) / rules.epochFrames / most));
  const stretches: Stretch[] = [];
  for (let first = firstFrame; first <= lastFrame;) {
    const next = nextEpochStart(first, rules) + (epochs - 1) * rules.epochFrames;
    const until = Math.min(next, lastFrame + 1);
    const last = epochs === 1 ? first : until - 1;
    stretches.push({ first, last, frames: until - first });
    first = until;
  }
  return stretches;
}

const sumOver = (stretches: readonly Stretch[], unitsOf: (stretch: Stretch) => bigint): bigint =>
  stretches.reduce((sum, stretch) => sum + unitsOf(stretch) * BigInt(stretch.frames), 0n);
