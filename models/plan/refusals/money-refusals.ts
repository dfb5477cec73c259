/** Books that nobody can keep: for the plan, before anything runs. */
import { hasBooks, keepsBooks, moneyFieldNames } from "../../scenario/money.js";
import { counted, durationText } from "../../../sim/units/readable.js";
import type { OperatorClass, Scenario } from "../../scenario/schema.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
}

export const moneyRefusals = (scenario: Scenario): readonly Refusal[] => [
  ...scenario.operators.flatMap((entry, index) => classRefusals(scenario, entry, `operators[${index}]`)),
  ...(scenario.report.books === true && !hasBooks(scenario)
    ? [{ path: "report.books", message: moneyTexts.noBooks() }]
    : []),
  ...tokenRefusals(scenario),
];

function classRefusals({ market, frames }: Scenario, entry: OperatorClass, path: string): Refusal[] {
  const found: Refusal[] = [];
  if (market === undefined && keepsBooks(entry)) {
    const field = moneyFieldNames.find((name) => entry[name] !== undefined) ?? "cost";
    found.push({ path: `${path}.${field}`, message: moneyTexts.noMarket() });
  }
  if (entry.decides === undefined) return found;
  const { every, delay } = entry.decides;
  if (every < frames.pace) found.push({ path: `${path}.decides.every`, message: moneyTexts.tooOften(frames.pace) });
  if (delay > every) found.push({ path: `${path}.decides.delay`, message: moneyTexts.tooLate(every) });
  return found;
}

/** Tokens that operators bring along are part of the supply. */
function tokenRefusals({ operators, issuance: { supply } }: Scenario): Refusal[] {
  const brought = operators.map(({ tokens = 0n, count, outside = 0 }) => tokens * BigInt(count + outside));
  const granted = brought.reduce((sum, units) => sum + units, 0n);
  if (granted <= supply) return [];
  const first = brought.findIndex((units) => units > 0n);
  return [{ path: `operators[${first}].tokens`, message: moneyTexts.tooManyTokens(granted, supply) }];
}

export const moneyTexts = {
  noMarket: (): string =>
    "costs and cash are in dollars; say what a token is worth, such as market: { price: { start: 0.05 USD } }",
  noBooks: (): string => "nobody keeps books; give a class a profile or costs, and the scenario a market",
  tooOften: (paceUs: number): string =>
    `shorter than a frame, in which nothing changes; write ${durationText(paceUs / 1e6)} or longer`,
  tooLate: (everyUs: number): string =>
    `later than the next look, which would see nothing of it; write at most ${durationText(everyUs / 1e6)}`,
  tooManyTokens: (units: bigint, supply: bigint): string =>
    `operators bring ${counted(units, "unit")} along, of a supply of ${supply}; write fewer, or more in issuance.supply`,
} as const;
