/** The page of a check: verdicts, estimates and intervals, and for what fails the command that shows it. */
import { createHash } from "node:crypto";
import { codeVersion } from "../program/code-version.js";
import {
  confidenceText,
  type Finding,
  foundText,
  isFailure,
  isOpen,
  savedText,
  worstText,
} from "../output/verdicts/finding.js";
import { counted } from "../units/readable.js";
import type { ReportParts, ReportTable, ReportVerdict } from "../view/report/parts.js";
import { writeReport } from "../view/report/write-report.js";
import type { CheckedFile } from "./terminal/verdict-report.js";

/** The page as HTML. `command`: what was typed, to check again. */
export function checkReport(files: readonly CheckedFile[], command: string): string {
  const findings = files.flatMap((file) => file.findings);
  const [failed, open] = [findings.filter(isFailure).length, findings.filter(isOpen).length];
  const replications = files.reduce((sum, file) => sum + file.replications, 0);
  const ended =
    failed > 0
      ? counted(failed, "fails", "fail")
      : open > 0
        ? counted(open, "stays open", "stay open")
        : "all hold, or fail as is known";
  const parts: ReportParts = {
    kind: "Check",
    name: files.length === 1 ? files[0].scenario : `${files.length} scenarios`,
    question: "Does what the scenarios expect hold?",
    notices: [],
    answer: [
      `Of ${counted(findings.length, "expectation")} ${ended}. ${counted(replications, "replication was", "replications were")} looked at.`,
    ],
    verdicts: findings.map(verdictOf),
    pictures: [],
    tables: [estimates(findings), replays(findings)].filter(({ rowCount }) => rowCount > 0),
    timeline: [],
    assumptions: [],
    notModelled: [],
    scenarioText: "",
    seed: [...new Set(files.map(({ seed }) => seed))].join(", "),
    fingerprint: fingerprintOf(files),
    command,
    version: codeVersion().version,
  };
  return writeReport(parts);
}

function verdictOf(finding: Finding): ReportVerdict {
  const { outcome, scenario, id, that, because, knownWeakness } = finding;
  const verdict = outcome === "undecided" ? outcome : outcome === "fail" || outcome === "weak" ? "failed" : "met";
  const worst = worstText(finding);
  const grounds = [
    foundText(finding),
    ...(because === "" ? [] : [`because ${because}`]),
    ...(outcome === "weak" ? [`known weakness: ${knownWeakness}`] : []),
    ...(outcome === "fixed" ? [`it holds now: take knownWeakness away (${knownWeakness})`] : []),
    ...(worst === "" ? [] : [`worst is ${worst}`]),
  ];
  return { claim: `${scenario}, ${id}: ${that}`, verdict, grounds: grounds.join("; ") };
}

function estimates(findings: readonly Finding[]): ReportTable {
  const rows = findings.map((finding) => [
    finding.scenario,
    finding.id,
    finding.outcome,
    finding.estimate,
    finding.lower,
    finding.upper,
    finding.unit,
    confidenceText(finding),
    finding.replications,
    savedText(finding),
    `${finding.file}:${finding.line}`,
  ]);
  return {
    title: "estimates",
    about:
      "A row an expectation. What is between lower and upper is not ruled out; the interval holds over all looks together.",
    columns: ["scenario", "id", "verdict", "estimate", "lower", "upper", "unit", "confidence", "replications", "saved", "where"], // prettier-ignore
    rows,
    rowCount: rows.length,
  };
}

function replays(findings: readonly Finding[]): ReportTable {
  const rows = findings.flatMap(({ scenario, id, worst }) =>
    worst === null ? [] : [[scenario, id, worst.replication, worst.replay]],
  );
  return {
    title: "worst replications",
    about:
      "A row for each expectation against which something speaks: the command runs the replication that does so most, alone.",
    columns: ["scenario", "id", "replication", "command"],
    rows,
    rowCount: rows.length,
  };
}

/** Of all replications that were looked at. */
function fingerprintOf(files: readonly CheckedFile[]): string {
  const hash = createHash("sha256");
  for (const { beside } of files) hash.update(JSON.stringify(beside.now.fingerprints));
  return hash.digest("hex").slice(0, 32);
}
