/** What an audit found, as text and as JSON. */
import type { Audit } from "../../checks/replay/replay.js";
import type { Finding } from "../../checks/replay/findings.js";

/** An audited replication. */
export interface Audited {
  readonly replication: string;
  readonly audit: Audit;
}

/** Findings that are printed unless all are asked for. */
const shownFindings = 20;

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
const many = (count: number, one: string): string => `${grouped(count)} ${count === 1 ? one : `${one}s`}`;

export function auditText(name: string, audited: readonly Audited[], all: boolean): string {
  return audited
    .flatMap(({ replication, audit }) => [
      `${name} · replication ${replication}`,
      `Worked out again: ${many(audit.frames, "frame")} in which something happened, from ${many(audit.events, "event")}; ` +
        `held against ${many(audit.rows, "row")} of series.csv, ${many(audit.provers, "prover")} and ${many(audit.shards, "shard")}.`,
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
    `${many(count, "finding")}:`,
    ...shown.map(lineOf),
    ...(hidden > 0 ? [`and ${many(hidden, "more finding")}${all ? "" : "; --all shows them"}`] : []),
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
