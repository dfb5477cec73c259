/** What formulas of curves speak of: the state that a curve sees, and variables of the scenario. */
import { byteCount, duration } from "../../sim/units/dimensions.js";
import type { FormulaName, FormulaTask } from "../../sim/units/formula/formula.js";
import { FormulaLanguage } from "../../sim/units/formula/language.js";
import type { Dims } from "../../sim/units/formula/node.js";
import { generationOf } from "../protocol/emission/generation.js";
import { tokenAmount } from "../protocol/ground/token.js";
import { type CurveContext, type CurveState, limitUnits, timeSinceStart } from "./curve.js";

export const curveLanguage = new FormulaLanguage([
  { name: "QUIL", dimension: tokenAmount },
  { name: "time", dimension: duration },
  { name: "bytes", dimension: byteCount },
]);

const plain = curveLanguage.number;
const [quil, time, bytes] = ["QUIL", "time", "bytes"].map((name) => curveLanguage.dims(name));

interface StateName {
  readonly dims: Dims;
  readonly about: string;
  readonly of: (state: CurveState, context: CurveContext) => number;
  readonly range: (context: CurveContext) => readonly [number, number];
}

/** Largest size, difficulty and supply that a network has. */
const largest = Number.MAX_SAFE_INTEGER;

/** What a curve sees, by its name in formulas. */
export const stateNames: Readonly<Record<string, StateName>> = {
  frame: {
    dims: plain,
    about: "number of the frame",
    of: ({ frame }) => frame,
    range: ({ firstFrame, lastFrame }) => [firstFrame, lastFrame],
  },
  time: {
    dims: time,
    about: "time since the start",
    of: ({ frame }, context) => timeSinceStart(frame, context),
    range: (context) => [0, timeSinceStart(context.lastFrame, context)],
  },
  pace: { dims: time, about: "time from one frame to the next", of: (_state, { paceUs }) => paceUs, range: ({ paceUs }) => [paceUs, paceUs] },
  world: { dims: bytes, about: "size of all data", of: ({ worldBytes }) => Number(worldBytes), range: () => [0, largest] },
  difficulty: { dims: plain, about: "squarings of a frame", of: ({ difficulty }) => Number(difficulty), range: () => [0, largest] },
  generation: { dims: plain, about: "how often 10,000 divides the difficulty", of: ({ difficulty }) => generationOf(difficulty), range: () => [0, 4] },
  supply: {
    dims: quil,
    about: "supply at the start and what was issued and not burnt since",
    of: ({ supplyUnits }) => Number(supplyUnits),
    range: () => [0, Number(tokenAmount.max)],
  },
}; // prettier-ignore

/** What a formula of a curve is held to, with the variables of its scenario. */
export const curveTask = (variables: ReadonlyMap<string, FormulaName>, context: CurveContext): FormulaTask => ({
  language: curveLanguage,
  names: new Map([
    ...Object.entries(stateNames).map(([name, { dims, range }]) => [name, { dims, range: range(context) }] as const),
    ...variables,
  ]),
  result: { dims: quil, max: Number(limitUnits - 1n), maxText: "140737 QUIL a frame, which is all that amounts can hold" },
}); // prettier-ignore
