/** Everything that people add to the model, one file a plug-in and one line in the list of its registry. */
import { adversaries } from "./adversaries/adversaries.js";
import type { Parameters } from "../sim/units/plugins.js";
import { attackerFields } from "./scenario/attackers-schema.js";
import { curves } from "./curves/curves.js";
import { priceModels } from "./market/price-models.js";
import { policies } from "./policies/policies.js";
import { sales } from "./policies/sales/sales.js";
import { strategies } from "./strategies/strategies.js";

export interface RegistryEntry {
  readonly name: string;
  /** Where a scenario chooses one, as an example. */
  readonly choice: string;
  /** Fields that all of them have beside their own parameters. */
  readonly common: Parameters;
  readonly plugins:
    | typeof strategies.plugins
    | typeof adversaries.plugins
    | typeof curves.plugins
    | typeof priceModels.plugins
    | typeof policies.plugins
    | typeof sales.plugins;
}

export const registries: readonly RegistryEntry[] = [
  { name: "strategies", choice: "strategy: of a class of operators", common: {}, plugins: strategies.plugins },
  {
    name: "adversaries",
    choice: "kind: of one of the attackers",
    common: attackerFields,
    plugins: adversaries.plugins,
  },
  { name: "curves", choice: "curve: of a scenario", common: {}, plugins: curves.plugins },
  { name: "policies", choice: "policy: of a class of operators", common: {}, plugins: policies.plugins },
  { name: "sales", choice: "sells: of a class of operators", common: {}, plugins: sales.plugins },
  { name: "prices", choice: "price.model: of a market", common: {}, plugins: priceModels.plugins },
];
