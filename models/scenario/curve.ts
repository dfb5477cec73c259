/** The issuance curve of a scenario: the one it chooses, or that of its rule set. */
import { counted } from "../../sim/units/readable.js";
import { curveOfRules, curves } from "../curves/curves.js";
import { type Curve, type CurveContext, type CurveState, limitUnits } from "../curves/curve.js";
import { answerOf } from "../../sim/units/plugin-answer.js";
import { RunRefusal } from "../../sim/units/run-refusal.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { unitsPerQuil } from "../protocol/ground/token.js";
import type { Scenario } from "./schema.js";
import { switchesOf } from "./switches.js";

/** `rules`: those in force, if a release has changed them. */
export function curveOf(scenario: Scenario, rules: RuleSwitches = switchesOf(scenario)): Curve {
  const context = curveContext(scenario, rules);
  if (scenario.curve === undefined) return curves.create(curveOfRules(rules), context);
  return limited(scenario.curve.kind, curves.create(scenario.curve, context));
}

/** What a curve issues in a state. Throws `RunRefusal` where it answers what it may not; whether it is too much is not looked at. */
export const askedUnits = (id: string, curve: Curve, state: CurveState): bigint =>
  answerOf(() => curve.unitsPerFrame(state), {
    plugin: `curve "${id}"`,
    member: "unitsPerFrame",
    isRight: (answer) => typeof answer === "bigint" && answer >= 0n,
    allowed: "whole units from 0 on, as a bigint",
  });

/** Shares of a frame are exact below the limit only, and parameters may let a curve rise beyond it. */
const limited = (id: string, curve: Curve): Curve => ({
  ...curve,
  unitsPerFrame: (state) => {
    const units = askedUnits(id, curve, state);
    if (units >= limitUnits)
      throw new RunRefusal(
        `curve: at frame ${state.frame} it would issue ${counted(units, "unit")} a frame; amounts hold less than ${limitUnits}`,
      );
    return units;
  },
});

/** What a curve is made from, and the state that it begins in. */
export function curveContext({ frames, horizon, issuance, shards }: Scenario, rules: RuleSwitches): CurveContext {
  const { first, pace, difficulty } = frames;
  return {
    rules,
    firstFrame: first,
    lastFrame: first + Math.ceil(horizon / pace),
    // A plan's mean pace, of a chain that stands at times, need not be whole.
    paceUs: Math.max(1, Math.round(pace)),
    start: {
      frame: first,
      difficulty: BigInt(difficulty),
      worldBytes: BigInt(shards.world),
      units: unitsPerQuil,
      supplyUnits: issuance.supply,
      accrued: 0n,
    },
  };
}
