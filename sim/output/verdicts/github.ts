/** Annotations that GitHub shows at the line of a scenario: workflow commands, a line each. */
import { type Finding, isFailure, isOpen } from "./finding.js";
import { textOf } from "./sarif.js";

/** As GitHub unescapes them (toolkit, `core.issueCommand`). */
const message = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => message(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** What is as it is to be has none. */
export const githubLines = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ outcome }) => outcome !== "pass")
    .map((finding) => {
      const { file, line, column, id, outcome, severity } = finding;
      const kind =
        isFailure(finding) || isOpen(finding)
          ? "error"
          : outcome === "fixed" || (outcome !== "weak" && severity === "warning")
            ? "warning"
            : "notice";
      const at = `file=${property(file)},line=${line},col=${column},title=${property(`${outcome} ${id}`)}`;
      return `::${kind} ${at}::${message(textOf(finding))}`;
    });
