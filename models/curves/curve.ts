/** What an issuance curve is: how many units a frame issues before rings and shards divide them. */
import { erased, type AnyPlugin, type Parameters, type Plugin } from "../../sim/units/plugins.js";
import type { PomwState } from "../protocol/emission/pomw-basis.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";

/** What a curve sees. Its generation is `generationOf(difficulty)`. */
export interface CurveState extends PomwState {
  /** Number of the frame whose state step it is. */
  readonly frame: number;
}

export interface Curve {
  /**
   * Units that a frame issues at most, over all shards: whole, and below 2^50. It is asked at every state step, once an
   * epoch, and what it answers holds until the next.
   */
  readonly unitsPerFrame: (state: CurveState) => bigint;
  /** Whether the answer changes while world and difficulty stay; then there is a state step in every epoch. */
  readonly dependsOnFrame: boolean;
}

/** What a curve is made from beside its parameters. */
export interface CurveContext {
  /** For a curve that follows the rule set's arithmetic. */
  readonly rules: RuleSwitches;
  /** Number of the first frame, and the time from one to the next, microseconds. */
  readonly firstFrame: number;
  readonly paceUs: number;
}

export type CurvePlugin = AnyPlugin<Curve, CurveContext>;

/** Writes a curve down, inferring the types of its parameters from their schemas. */
export const defineCurve = <Shape extends Parameters>(plugin: Plugin<Curve, CurveContext, Shape>): CurvePlugin =>
  erased(plugin);
