/** Plug-ins of a scenario, each made once as it is read: one that cannot be made is refused where it was chosen, before anything is planned with it. */
import type { z } from "zod";
import { RunRefusal } from "../../sim/units/run-refusal.js";
import type { Choice, Registry } from "../../sim/units/plugins.js";
import { adversaries } from "../adversaries/adversaries.js";
import { checkedMisconduct } from "../adversaries/checked.js";
import { curves } from "../curves/curves.js";
import { priceModels } from "../market/price-models.js";
import { policies } from "../policies/policies.js";
import { sales } from "../policies/sales/sales.js";
import { checkedStrategy } from "../strategies/checked.js";
import { strategies } from "../strategies/strategies.js";
import { askedUnits, curveContext } from "./curve.js";
import { mixOf } from "./mixed-strategies.js";
import type { Scenario } from "./schema.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { parseSwitches } from "../protocol/ground/switches.js";
import { startMs } from "./timeline/start-date.js";

/** A choice of a plug-in. */
interface Chosen {
  readonly path: readonly (string | number)[];
  readonly kind: string;
  /** Makes it; throws a `RunRefusal` where the plug-in does what it may not. */
  readonly make: () => unknown;
}

/** For the schema of the whole. */
export function refuseUnmade(scenario: Scenario, context: z.core.$RefinementCtx): void {
  // Switches that cannot be read have been told, and nothing can be made without them.
  const reading = parseSwitches(scenario.rules, scenario.switches);
  if (!reading.ok) return;
  for (const { path, kind, make } of chosenIn(scenario, reading.switches)) {
    try {
      make();
    } catch (error) {
      if (!(error instanceof RunRefusal)) throw error;
      // What is wrong without any context has been told.
      if (context.issues.some(({ message }) => message === error.message)) continue;
      context.addIssue({ code: "custom", message: error.message, path: [...path, "kind"], input: kind });
    }
  }
}

/** `check`: what is asked of it once it is made. Parameters that do not go together are for the plan to tell. */
const chosen = <Made, Context>(
  path: Chosen["path"],
  choice: Choice,
  {
    registry,
    context,
    check,
  }: { registry: Registry<Made, Context>; context: Context; check?: (made: Made) => unknown },
): Chosen => ({
  path,
  kind: choice.kind,
  make: () => {
    if (registry.problems(choice, context).length > 0) return;
    const made = registry.create(choice, context);
    check?.(made);
  },
});

function chosenIn(scenario: Scenario, rules: RuleSwitches): readonly Chosen[] {
  const { operators, attackers = [], curve, market } = scenario;
  const found = operators.flatMap((entry, k) => ofClass(entry, ["operators", k], { rules }));
  attackers.forEach((attacker, k) => {
    const { kind } = attacker;
    const check = checkedMisconduct.bind(null, kind);
    found.push(chosen(["attackers", k], attacker, { registry: adversaries, context: { rules }, check }));
  });
  if (curve !== undefined) {
    const context = curveContext(scenario, rules);
    const check = askedUnits.bind(null, curve.kind);
    found.push(chosen(["curve"], curve, { registry: curves, context, check: (made) => check(made, context.start) }));
  }
  if (market !== undefined) {
    const { start = Number.NaN, step, model } = market.price;
    const context = { startUsd: start, startMs: startMs(scenario), stepUs: step };
    found.push(chosen(["market", "price", "model"], model, { registry: priceModels, context }));
  }
  return found;
}

function ofClass(
  { strategy, policy, sells }: Scenario["operators"][number],
  path: Chosen["path"],
  context: { readonly rules: RuleSwitches },
): Chosen[] {
  const found: Chosen[] = [];
  const addStrategy = (choice: Choice, ...at: readonly number[]): void => {
    const check = checkedStrategy.bind(null, choice.kind);
    found.push(chosen([...path, "strategy", ...at], choice, { registry: strategies, context, check }));
  };
  if (typeof strategy !== "string") {
    const mix = mixOf({ strategy });
    if (mix === undefined) addStrategy(strategy as Choice);
    else mix.forEach((choice, n) => addStrategy(choice, n));
  }
  if (policy !== undefined) found.push(chosen([...path, "policy"], policy, { registry: policies, context: null }));
  if (sells !== undefined) found.push(chosen([...path, "sells"], sells, { registry: sales, context: null }));
  return found;
}
