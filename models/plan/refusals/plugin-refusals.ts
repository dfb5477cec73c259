/** What a scenario has chosen that cannot be made in its context: strategies, adversaries, policies, sales, price models. Curves are apart. */
import { adversaries } from "../../adversaries/adversaries.js";
import { priceModels } from "../../market/price-models.js";
import { policies } from "../../policies/policies.js";
import { sales } from "../../policies/sales/sales.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { startMs } from "../../scenario/timeline/start-date.js";
import type { Scenario } from "../../scenario/schema.js";
import { strategies } from "../../strategies/strategies.js";
import { mixOf } from "../../scenario/mixed-strategies.js";
import type { Choice, ParameterProblem } from "../../../sim/units/plugins.js";
import type { Infeasibility } from "../infeasibility.js";

export function pluginRefusals(scenario: Scenario, rules: RuleSwitches): readonly Infeasibility[] {
  const { operators, attackers = [], market } = scenario;
  return [
    ...operators.flatMap(({ strategy, policy, sells }, k) => [
      ...strategyProblems(strategy, `operators[${k}].strategy`, rules),
      ...(policy === undefined ? [] : at(`operators[${k}].policy`, policies.problems(policy, null))),
      ...(sells === undefined ? [] : at(`operators[${k}].sells`, sales.problems(sells, null))),
    ]),
    ...attackers.flatMap((attacker, k) => at(`attackers[${k}]`, adversaries.problems(attacker, { rules }))),
    ...(market === undefined ? [] : at("market.price.model", ofPrice(market.price, startMs(scenario)))),
  ];
}

function strategyProblems(
  strategy: Scenario["operators"][number]["strategy"],
  path: string,
  rules: RuleSwitches,
): readonly Infeasibility[] {
  if (strategy === "default") return [];
  const mix = mixOf({ strategy });
  if (mix === undefined) return at(path, strategies.problems(strategy as Choice, { rules }));
  return mix.flatMap((one, k) => at(`${path}[${k}]`, strategies.problems(one, { rules })));
}

const ofPrice = (
  { start = Number.NaN, step, model }: NonNullable<Scenario["market"]>["price"],
  startsMs: number | null,
): readonly ParameterProblem[] => priceModels.problems(model, { startUsd: start, startMs: startsMs, stepUs: step });

const at = (path: string, problems: readonly ParameterProblem[]): readonly Infeasibility[] =>
  problems.map(({ parameter, ...rest }) => ({ path: `${path}.${parameter}`, ...rest }));
