/** SARIF 2.1.0 (OASIS), as code scanning reads it: a rule an expectation, a result for each, at the line of the scenario. */
import { codeVersion } from "../../program/code-version.js";
import { type Finding, foundText, isFailure, isOpen, worstText } from "./finding.js";

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

export function sarifText(findings: readonly Finding[]): string {
  const log = {
    $schema: sarifSchema,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "orrery",
            version: codeVersion().version,
            rules: findings.map((finding) => ({
              id: ruleOf(finding),
              shortDescription: { text: finding.that },
              fullDescription: { text: finding.because === "" ? finding.that : finding.because },
              defaultConfiguration: { level: finding.severity },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map(resultOf),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const ruleOf = ({ scenario, id }: Finding): string => `${scenario}/${id}`;

function resultOf(finding: Finding, ruleIndex: number) {
  const { outcome, knownWeakness, worst, severity, file, line, column } = finding;
  const isGood = outcome === "pass" || outcome === "fixed";
  return {
    ruleId: ruleOf(finding),
    ruleIndex,
    kind: isGood ? "pass" : outcome === "undecided" ? "open" : "fail",
    level: outcome === "fail" || outcome === "weak" ? severity : "none",
    message: { text: textOf(finding) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line, startColumn: column } },
      },
    ],
    ...(knownWeakness !== null &&
      outcome === "weak" && {
        suppressions: [{ kind: "inSource", justification: knownWeakness }],
      }),
    properties: {
      outcome,
      endsBuild: isFailure(finding) || isOpen(finding),
      replications: finding.replications,
      ...(worst !== null && { replay: worst.replay }),
    },
  };
}

export function textOf(finding: Finding): string {
  const { that, because, worst, knownWeakness, outcome } = finding;
  const told = [
    `${outcome.toUpperCase()}: ${that}; ${foundText(finding)}`,
    ...(because === "" ? [] : [`because ${because}`]),
    ...(outcome === "weak" ? [`known weakness: ${knownWeakness}`] : []),
    ...(outcome === "fixed" ? [`holds now; take knownWeakness away: ${knownWeakness}`] : []),
    ...(worst === null ? [] : [`worst is ${worstText(finding)}; see it with: ${worst.replay}`]),
    ...(worst === null || worst.explain === null ? [] : [`why: ${worst.explain}`]),
  ];
  return told.join(". ");
}

/** A path as a relative reference (RFC 3986): with slashes, and escaped piece by piece. */
const uriOf = (file: string): string => file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
