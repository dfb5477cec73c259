/** What a chosen curve cannot be made from: for the plan, before anything runs. */
import { curves } from "../../curves/curves.js";
import { limitUnits } from "../../curves/curve.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { askedUnits, curveContext } from "../../scenario/curve.js";
import type { Scenario } from "../../scenario/schema.js";
import type { Infeasibility } from "../infeasibility.js";

export function curveRefusals(scenario: Scenario, rules: RuleSwitches): readonly Infeasibility[] {
  const { curve } = scenario;
  if (curve === undefined) return [];
  const context = curveContext(scenario, rules);
  const problems = curves.problems(curve, context);
  if (problems.length > 0) return problems.map(({ parameter, ...rest }) => ({ path: `curve.${parameter}`, ...rest }));
  return askedUnits(curve.kind, curves.create(curve, context), context.start) < limitUnits
    ? []
    : [
        {
          path: "curve",
          message: "issues more a frame at the start than amounts can hold, which is less than 140737 QUIL",
        },
      ];
}
