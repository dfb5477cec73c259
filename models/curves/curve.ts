/** What an issuance curve is: how many units a frame issues before rings and shards divide them. */
import { erased, type AnyPlugin, type Parameters, type Plugin } from "../../sim/units/plugins.js";
import type { PomwState } from "../protocol/emission/pomw-basis.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";

/** What a curve sees. Its generation is `generationOf(difficulty)`, its time `timeSinceStart(frame, context)`. */
export interface CurveState extends PomwState {
  /** Number of the frame whose state step it is. */
  readonly frame: number;
  /** Supply at the start and what was issued and not burnt before this frame; 0 to a curve that does not depend on it. */
  readonly supplyUnits: bigint;
  /** What `accrues` has added up since the start. */
  readonly accrued: bigint;
}

export interface Curve {
  /**
   * Units that a frame issues at most, over all shards: whole, and below 2^50. It is asked at every state step, once an
   * epoch, and what it answers holds until the next. Throws `RunRefusal` where its parameters turn out impossible.
   */
  readonly unitsPerFrame: (state: CurveState) => bigint;
  /** Whether the answer follows frames or their pace, which cannot change then; there is a state step in every epoch. */
  readonly dependsOnFrame: boolean;
  /** Whether it looks at the supply; then too. */
  readonly dependsOnSupply?: true;
  /**
   * What alone its answer follows beside its parameters, each of which moves it in one direction only while the others stay: from that follows
   * what it can issue at most (`models/scenario/most-issued.ts`). With `frame` it rises all the time, or falls. With `supply` it never rises as
   * the supply does, and so little that a network that began an epoch with more ends it with no less, but for a unit a frame of rounding. With `world` it never rises as that does.
   */
  readonly monotoneIn?: "frame" | "supply" | "world";
  /** For a curve with a memory: what the frames from `frame`, a state step, up to, not with, `until` add to it. */
  readonly accrues?: (since: Pick<CurveState, "frame" | "worldBytes">, until: number) => bigint;
}

/** What a curve is made from beside its parameters. */
export interface CurveContext {
  /** For a curve that follows the rule set's arithmetic, or counts its epochs. */
  readonly rules: RuleSwitches;
  /** Number of the first frame and of the last that may be simulated, and the time from one to the next, microseconds. */
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly paceUs: number;
  /** The state in which the network starts. */
  readonly start: CurveState;
}

/** Microseconds since the start. */
export const timeSinceStart = (frame: number, { firstFrame, paceUs }: CurveContext): number =>
  (frame - firstFrame) * paceUs;

/** What a frame may issue stays below this many units: shares of it are exact. */
export const limitUnits = 1n << 50n;

export type CurvePlugin = AnyPlugin<Curve, CurveContext>;

/** Writes a curve down, inferring the types of its parameters from their schemas. */
export const defineCurve = <Shape extends Parameters>(plugin: Plugin<Curve, CurveContext, Shape>): CurvePlugin =>
  erased(plugin);
