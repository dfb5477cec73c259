/**
 * JUnit XML, as build servers read it: a suite a scenario, a case an expectation. The schema of Jenkins knows no `skipped` of all suites, and no
 * message of what is skipped.
 */
import { commandsOf, type Finding, foundText, isFailure, isOpen, worstText } from "./finding.js";

/** Text without what XML cannot hold or would read as markup. */
const xml = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

export function junitText(findings: readonly Finding[]): string {
  const suites = [...new Set(findings.map(({ scenario }) => scenario))].map((scenario) =>
    suite(
      scenario,
      findings.filter((finding) => finding.scenario === scenario),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="orrery check" ${totals(findings)}>`,
    ...suites.flat(),
    "</testsuites>",
    "",
  ].join("\n");
}

const totals = (findings: readonly Finding[]): string =>
  `tests="${findings.length}" failures="${findings.filter(isFailure).length}" errors="${findings.filter(isOpen).length}"`;
const counts = (findings: readonly Finding[]): string =>
  `${totals(findings)} skipped="${findings.filter(isSkipped).length}"`;

/** Neither as it is to be nor a failure of the build. */
const isSkipped = (finding: Finding): boolean =>
  !isFailure(finding) && !isOpen(finding) && finding.outcome !== "pass" && finding.outcome !== "fixed";

const suite = (scenario: string, findings: readonly Finding[]): string[] => [
  `  <testsuite name="${xml(scenario)}" ${counts(findings)}>`,
  ...findings.flatMap(testCase),
  "  </testsuite>",
];

function testCase(finding: Finding): string[] {
  const { scenario, id, that, because, knownWeakness, worst, file, line } = finding;
  const found = foundText(finding);
  const details = [
    `${file}:${line}`,
    that,
    ...(because === "" ? [] : [`because ${because}`]),
    ...(knownWeakness === null ? [] : [`known weakness: ${knownWeakness}`]),
    found,
    ...(worst === null ? [] : [worstText(finding), ...commandsOf(finding)]),
  ].join("\n");
  const name = `    <testcase classname="${xml(scenario)}" name="${xml(`${id}: ${that}`)}"`;
  const [tag, message] = isFailure(finding)
    ? ["failure", found]
    : isOpen(finding)
      ? ["error", `undecided: ${found}`]
      : isSkipped(finding)
        ? ["skipped", undefined]
        : ["system-out", undefined];
  const why = tag === "skipped" ? `${knownWeakness ?? `${finding.outcome}, of severity ${finding.severity}`}\n` : "";
  const opened = message === undefined ? `<${tag}>` : `<${tag} message="${xml(message)}">`;
  return [`${name}>`, `      ${opened}${xml(`${why}${details}`)}</${tag}>`, "    </testcase>"];
}
