/** The issuance curves that a scenario can choose under `curve:`. */
import { type Choice, Registry } from "../../sim/units/plugins.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Curve, CurveContext } from "./curve.js";
import * as list from "./list.js";

export const curves = new Registry<Curve, CurveContext>(list);

/** The curve that a rule set has; before 2.1 rewards had formulas of their own, and this is what 2.1's would have issued. */
export const curveOfRules = ({ emissionRule }: Pick<RuleSwitches, "emissionRule">): Choice =>
  curves.defaults(emissionRule === "article" ? list.article.id : list.meaningfulWork.id);
