/** What is wrong with the measurements that a scenario brings along: for the plan, before anything runs. */
import { counted } from "../../../sim/units/readable.js";
import { listed } from "../../../sim/scenario/listed.js";
import { metricNames } from "../../output/metrics/metric-names.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Scenario } from "../../scenario/schema.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
}

/**
 * Each column measures a metric, which pictures set beside the simulated one, or is followed by a class of operators, or
 * both; and each class that follows one finds it.
 */
export function observedRefusals(scenario: Scenario, rules: RuleSwitches): readonly Refusal[] {
  const { observed, operators } = scenario;
  const columns = Object.entries(observed?.columns ?? {});
  const names = columns.map(([name]) => name);
  const followed = operators.flatMap(({ follow }) => (follow === undefined ? [] : [follow]));
  const metrics = metricNames(rules, scenario);
  const found: Refusal[] = [];
  operators.forEach(({ follow }, index) => {
    if (follow === undefined || names.includes(follow)) return;
    found.push({
      path: `operators[${index}].follow`,
      message:
        names.length === 0
          ? "nothing is observed to follow"
          : `no observed column of that name; there are: ${listed(names, { like: follow, where: "observed.columns has them" })}`,
      misspelt: { word: follow, known: names },
    });
  });
  for (const [name, values] of columns) {
    const path = `observed.columns[${JSON.stringify(name)}]`;
    const days = observed?.timeDays.length ?? 0;
    if (values.length !== days)
      found.push({
        path,
        message: `${counted(values.length, "value")} for ${counted(days, "day")}; write one for each`,
      });
    if (!metrics.includes(name) && !followed.includes(name))
      found.push({
        path,
        message: `${name} is no metric of these rules, and no class follows it; metrics: ${listed(metrics, { like: name, where: "orrery metrics FILE lists them" })}`,
        misspelt: { word: name, known: metrics },
      });
  }
  return found;
}
