/** A table of verdicts in Markdown, for the summary of a job. */
import { commandsOf, type Finding, foundText, isFailure, isOpen, worstText } from "./finding.js";

/** Text in a cell of a table: on one line, with nothing that Markdown or HTML would read. */
const cell = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/([|*_`[\]\\~])/g, "\\$1");

export function markdownText(findings: readonly Finding[]): string {
  const failed = findings.filter(isFailure).length;
  const open = findings.filter(isOpen).length;
  const head = failed > 0 ? `${failed} failed` : open > 0 ? `${open} undecided` : "all hold";
  const rows = findings.map((finding) =>
    [finding.outcome.toUpperCase(), finding.scenario, finding.id, finding.that, foundText(finding)].map(cell),
  );
  const shown = findings.filter(({ worst }) => worst !== null);
  return [
    `## orrery check: ${head}`,
    "",
    "| verdict | scenario | id | expected | found |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
    "",
    ...shown.flatMap((finding) => [
      `${cell(finding.scenario)} ${cell(finding.id)}, ${cell(worstText(finding))}:`,
      "",
      "```sh",
      ...commandsOf(finding),
      "```",
      "",
    ]),
  ].join("\n");
}
