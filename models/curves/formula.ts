import { z } from "zod";
import { type Formula, type FormulaName, parseFormula } from "../../sim/units/formula/formula.js";
import type { FormulaProblem } from "../../sim/units/formula/node.js";
import type { ParameterProblem } from "../../sim/units/plugins.js";
import { nextEpochStart } from "../protocol/lifecycle/request-windows.js";
import { RunRefusal } from "../../sim/units/run-refusal.js";
import { type Curve, type CurveContext, type CurveState, defineCurve } from "./curve.js";
import { curveTask, stateNames } from "./formula-language.js";
import { readVariables } from "./formula-variables.js";

/** A curve of the scenario's own: arithmetic with units of what a curve sees, and nothing else. */
export const formula = defineCurve({
  id: "formula",
  about: "what a formula says: arithmetic with units of frame, time, world, difficulty, generation, supply and pace",
  parameters: {
    formula: z
      .string()
      .meta({ examples: ["80 QUIL / 2 ^ floor(time / 4 y)", "max(1 QUIL, (1700000000 QUIL - supply) / 2 ^ 24)"] })
      .describe(
        "what a frame issues, an amount of QUIL; + - * / ^, brackets, sqrt, exp, ln, log2, floor, ceil, abs, min, max, if(a < b, then, else)",
      ),
    variables: z
      .record(z.string(), z.union([z.number(), z.string()]))
      .default({})
      .meta({ examples: [{}, { half_life: "4 y", base: 3 }] })
      .describe("numbers and quantities by the names that the formula has for them"),
  },
  problems: (parameters, context) => {
    // What it can come to hangs on the frames that are run.
    if (context === undefined) return [];
    const { variables, problems } = readVariables(parameters.variables);
    const parsed = parseFormula(parameters.formula, curveTask(variables, context));
    if (!parsed.ok) return [...problems, ...[parsed.problem, ...(parsed.more ?? [])].map(ofFormula)];
    const later = problemLater(parsed.formula, variables, context);
    return later === undefined ? problems : [...problems, later];
  },
  create: (parameters, context) => {
    const { variables } = readVariables(parameters.variables);
    const parsed = parseFormula(parameters.formula, curveTask(variables, context));
    // A plan says so before anything runs.
    if (!parsed.ok) return refusing(`curve.formula: ${parsed.problem.message}`);
    const { formula: read } = parsed;
    const used = Object.entries(stateNames).flatMap(([name, { of }]) =>
      read.names.has(name) ? [[name, of] as const] : [],
    );
    const values = new Map([...variables].map(([name, { range }]) => [name, range[0]]));
    return {
      unitsPerFrame: (state) => {
        for (const [name, of] of used) values.set(name, of(state, context));
        const found = read.value(values);
        if (!found.ok) throw new RunRefusal(refusalOf(parameters.formula, found.problem, { read, state, values }));
        return BigInt(Math.floor(found.value));
      },
      dependsOnFrame: ["frame", "time", "pace"].some((name) => read.names.has(name)),
      ...(read.names.has("supply") && { dependsOnSupply: true as const }),
    };
  },
});

/** Names that have their values from the number of a frame alone, whatever the network does. */
const ofFrame: readonly string[] = ["frame", "time", "pace"];

/** State steps of some eleven years; what a formula comes to after so many is seen when it comes. */
const maxSteps = 50_000;

/**
 * The first state step at which the formula has no value: of the start alone where it speaks of what the network does, and else of all that
 * the scenario has.
 */
function problemLater(
  read: Formula,
  variables: ReadonlyMap<string, FormulaName>,
  context: CurveContext,
): ParameterProblem | undefined {
  const { start, firstFrame, lastFrame, rules } = context;
  const problemAt = (frame: number): FormulaProblem | undefined => {
    const found = read.value(valuesOf({ ...start, frame }, variables, context));
    return found.ok ? undefined : found.problem;
  };
  const atStart = problemAt(firstFrame);
  if (atStart !== undefined) return { ...ofFormula(atStart), message: `at the start: ${atStart.message}` };
  const isKnown = [...read.names].every((name) => ofFrame.includes(name) || variables.has(name));
  if (!isKnown || (!read.names.has("frame") && !read.names.has("time"))) return undefined;
  let frame = nextEpochStart(firstFrame, rules);
  for (let step = 0; step < maxSteps && frame <= lastFrame; step++, frame = nextEpochStart(frame, rules)) {
    const problem = problemAt(frame);
    if (problem !== undefined) return { ...ofFormula(problem), message: `at frame ${frame}: ${problem.message}` };
  }
  return undefined;
}

const refusing = (message: string): Curve => ({
  unitsPerFrame: () => {
    throw new RunRefusal(message);
  },
  dependsOnFrame: true,
});

const ofFormula = ({ at, length, message, misspelt }: FormulaProblem): ParameterProblem => ({
  parameter: "formula",
  message,
  within: { at, length },
  ...(misspelt !== undefined && { misspelt }),
});

const valuesOf = (
  state: CurveState,
  variables: ReadonlyMap<string, FormulaName>,
  context: CurveContext,
): ReadonlyMap<string, number> =>
  new Map([
    ...Object.entries(stateNames).map(([name, { of }]) => [name, of(state, context)] as const),
    ...[...variables].map(([name, { range }]) => [name, range[0]] as const),
  ]);

interface Moment {
  readonly read: Formula;
  readonly state: CurveState;
  readonly values: ReadonlyMap<string, number>;
}

/** Where, when and with which values, in base units. */
function refusalOf(text: string, { at, length, message }: FormulaProblem, { read, state, values }: Moment): string {
  const part = text.slice(at, at + length);
  const used = [...read.names].map((name) => `${name} = ${values.get(name)}`).join(", ");
  return `curve.formula, from character ${at + 1}, at frame ${state.frame}: "${part}": ${message} (in base units: ${used})`;
}
