/** What an audit found, as text and as JSON. */
import type { Audit } from "../../checks/replay/replay.js";
import type { Finding } from "../../checks/replay/findings.js";
import { counted } from "../../../sim/units/readable.js";

/** An audited replication. */
export interface Audited {
  readonly replication: string;
  readonly audit: Audit;
}

/** Findings that are printed unless all are asked for. */
const shownFindings = 20;

export function auditText(name: string, audited: readonly Audited[], all: boolean): string {
  return audited
    .flatMap(({ replication, audit }) => [
      `${name} · replication ${replication}`,
      `Worked out again: ${counted(audit.frames, "frame")} in which something happened, from ${counted(audit.events, "event")}; ` +
        `held against ${counted(audit.rows, "row")} of series.csv, ${counted(audit.provers, "prover")} and ${counted(audit.shards, "shard")}.`,
      ...conclusion(audit, all),
      "",
    ])
    .join("\n");
}

function conclusion({ findings, count }: Audit, all: boolean): string[] {
  if (count === 0) return ["No finding: what the run wrote is what the rules make of its events."];
  const shown = all ? findings : findings.slice(0, shownFindings);
  const hidden = count - shown.length;
  return [
    `${counted(count, "finding")}:`,
    ...shown.map(lineOf),
    ...(hidden > 0 ? [`and ${counted(hidden, "more finding")}${all ? "" : "; --all shows them"}`] : []),
  ];
}

const lineOf = ({ frame, rule, prover, shard, expected, written }: Finding): string => {
  const who = [...(prover < 0 ? [] : [`prover ${prover}`]), ...(shard < 0 ? [] : [`shard ${shard}`])].join(", ");
  const where = who === "" ? "" : `  ${who}`;
  return `frame ${frame}${where}  expected ${expected}, the run wrote ${written}  [${rule}]`;
};

export function auditJson(name: string, audited: readonly Audited[]): string {
  const replications = audited.map(({ replication, audit }) => ({
    replication: Number(replication),
    ...audit,
    findings: audit.findings.map(({ prover, shard, ...finding }) => ({
      ...finding,
      prover: prover < 0 ? null : prover,
      shard: shard < 0 ? null : shard,
    })),
  }));
  return `${JSON.stringify({ scenario: name, replications })}\n`;
}
