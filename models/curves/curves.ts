/** The issuance curves that a scenario can choose under `curve:`. A new one is a file here and a line in the list. */
import { Registry, type Choice } from "../../sim/units/plugins.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { article } from "./article.js";
import type { Curve, CurveContext } from "./curve.js";
import { meaningfulWork } from "./meaningful-work.js";

export const curves = new Registry<Curve, CurveContext>([
  meaningfulWork,
  article,
]); // prettier-ignore

/** The curve that a rule set has; before 2.1 rewards had formulas of their own, and this is what 2.1's would have issued. */
export const curveOfRules = ({ emissionRule }: Pick<RuleSwitches, "emissionRule">): Choice =>
  curves.defaults(emissionRule === "article" ? article.id : meaningfulWork.id);
