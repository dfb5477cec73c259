/** The claims of all scenarios that were run, in one table: what is claimed, what the runs have, and whether they agree. */
import Table from "cli-table3";
import type { ClaimResult } from "../../experiment/claims/claim-results.js";
import type { Summary } from "../../output/summary.js";
import { amountText, counted } from "../../units/readable.js";

const heads = ["scenario", "claim", "claimed", "of the run", "verdict"] as const;
/** Characters of the columns behind the names of scenarios; words wrap. */
const widths = [38, 18, 28, 18] as const;

/** Empty where no scenario claims anything. */
export function claimsText(summaries: readonly Pick<Summary, "scenario" | "claims">[]): string {
  const rows = summaries.flatMap(({ scenario, claims = [] }) =>
    claims.map((claim) => [scenario, claim.says, claim.claimed, ofTheRun(claim), verdictText(claim)]),
  );
  if (rows.length === 0) return "";
  const named = summaries.reduce((width, { scenario }) => Math.max(width, scenario.length), heads[0].length);
  const table = new Table({
    head: [...heads],
    colWidths: [named + 2, ...widths],
    wordWrap: true,
    style: { head: [], border: [], compact: false },
  });
  for (const row of rows) table.push(row);
  const all = summaries.flatMap(({ claims = [] }) => claims);
  const [agree, differ, open] = (["agrees", "differs", "cannot be told"] as const).map(
    (verdict) => all.filter((claim) => claim.verdict === verdict).length,
  );
  const counts = `Of ${counted(all.length, "claim")} ${counted(agree, "agrees with its run", "agree with their runs")}, ${counted(differ, "differs", "differ")}, and ${open} cannot be told.`;
  return `\n${table.toString()}\n${counts} Figures are means of replications with their 95 % intervals.\n`;
}

/** Long times are easier to compare in days, which claims are written in. */
function ofTheRun({ value, lower95, upper95, unit: measured }: ClaimResult): string {
  if (value === null) return "–";
  const inDays = measured === "hours" && value >= 48;
  const text = (of: number): string => amountText(inDays ? of / 24 : of);
  const interval =
    lower95 === null || upper95 === null || lower95 === upper95 ? "" : ` [${text(lower95)}, ${text(upper95)}]`;
  return `${text(value)}${interval} ${inDays ? "days" : measured}`.trimEnd();
}

const verdictText = ({ verdict, why }: ClaimResult): string => (why === "" ? verdict : `${verdict}: ${why}`);
