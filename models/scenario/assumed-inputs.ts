/** Figures of a scenario that nobody has measured, each with its field, so that somebody can ask what hangs on them. */
import { printPath } from "../../sim/scenario/path.js";
import { type AssumedField, markedFields } from "./marked-assumptions.js";
import { profiles } from "./profiles.js";
import type { OperatorClass, Scenario } from "./schema.js";

/** A figure, and how it would be written where the scenario says nothing of its own there. */
export interface AssumedFigure {
  readonly path: string;
  readonly why: string;
  readonly value?: number | string;
}

/** First what the scenario says is assumed, then what the profiles of its operators say, then marked fields in the order of the file. */
export function assumedInputs(scenario: Scenario): readonly AssumedFigure[] {
  const { sources = {}, operators } = scenario;
  const said = Object.entries(sources).flatMap(([path, { source, why }]) =>
    source === "assumed" ? [{ path, why: why === "" ? "assumed" : why }] : [],
  );
  const ofProfiles = operators.flatMap((entry, k) => profileFigures(entry, `operators[${k}].cost`));
  const marked = markedFields(scenario).map(({ steps, description }: AssumedField) => ({
    path: printPath(steps),
    why: description,
  }));
  // What is known to be measured or claimed is not assumed, whatever its field says.
  const unknown = [...ofProfiles, ...marked].filter(({ path }) => sources[path] === undefined);
  return [...said, ...unknown];
}

const hoursAYear = 8760;

/** What a machine of the profile costs, as `cost` of the class would say it; what is nothing has no other value. */
function profileFigures({ profile, cost = {} }: OperatorClass, at: string): AssumedFigure[] {
  if (profile === undefined) return [];
  const { costs, source } = profiles[profile];
  const figures = [
    ["hardware", costs.hardwareUsd, `${costs.hardwareUsd} USD`],
    ["life", costs.lifeUs, `${costs.lifeUs / 3_600_000_000 / hoursAYear} y`],
    ["power", costs.powerW, `${costs.powerW} W`],
    ["energy", costs.energyUsdPerKwh, `${costs.energyUsdPerKwh} USD/kWh`],
    ["hosting", costs.hostingUsdPerHour, `${Number((costs.hostingUsdPerHour * 720).toPrecision(12))} USD/month`],
    ["resale", costs.resale, `${Number((costs.resale * 100).toPrecision(12))} %`],
  ] as const;
  return figures.flatMap(([field, amount, value]) =>
    amount === 0 || cost[field] !== undefined ? [] : [{ path: `${at}.${field}`, why: source, value }],
  );
}
