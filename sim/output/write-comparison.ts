import { compareTable, figuresOf, pairsTable } from "../experiment/compare/comparison-tables.js";
import type { Change } from "../experiment/compare/ready-comparison.js";
import type { Comparison, Question } from "../experiment/compare/run-comparison.js";
import { csvChunks } from "./csv.js";
import { manifestName, scenarioName } from "./leftovers.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { type MissingPicture, type Picture, writePictures } from "./pictures.js";
import type { ClaimedFolder } from "./result-folder.js";
import { reportName } from "./write-run.js";

/** The second side's scenario; the first's has the name that every result has. */
export const otherScenarioName = "scenario-b.resolved.yaml";

/** A side as `summary.json` names it. */
export interface SideFacts {
  readonly scenario: string;
  readonly about: string;
}

export interface ComparisonOutput {
  readonly folder: ClaimedFolder;
  /** The two scenarios with everything spelled out. */
  readonly resolvedYaml: { readonly a: string; readonly b: string };
  readonly sides: { readonly a: SideFacts; readonly b: SideFacts };
  readonly seed: number | string;
  readonly changes: readonly Change[];
  readonly question: Question;
  readonly comparison: Comparison;
  readonly parquet: boolean;
  readonly pictures: AsyncIterable<Picture | MissingPicture>;
  /** Made last, from the pictures that were drawn; without it there is no report. */
  readonly report:
    ((pictures: readonly Picture[], missing: readonly MissingPicture[]) => string | MissingPicture) | undefined;
  readonly manifestFacts: ManifestFacts;
}

/** What `summary.json` of a comparison says, in the order of its keys. */
export interface ComparisonSummary {
  readonly a: SideFacts;
  readonly b: SideFacts;
  /** Paths at which the two differ, with the values of both; null: that side has none. */
  readonly changes: readonly { readonly path: string; readonly a: string | null; readonly b: string | null }[];
  readonly seed: number | string;
  readonly pairs: number;
  /** Pairs that make the intervals as narrow as asked; null where nobody asked. */
  readonly pairsNeeded: number | null;
  readonly equivalent: number | null;
  readonly fingerprint: string;
  readonly interrupted: boolean;
  /** By name, those that differ most first: what `compare.csv` says of them. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number | string | null>>>>;
  readonly files: readonly string[];
  readonly missingPictures?: readonly { readonly name: string; readonly missing: string }[];
}

/**
 * Writes the result folder of a comparison, whole or not at all. Every file but `manifest.json` has the same bytes whenever
 * the same pairs are written. Throws `ResultsNotWritten`.
 */
export async function writeComparison(
  output: ComparisonOutput,
): Promise<{ readonly summary: ComparisonSummary; readonly missing: readonly MissingPicture[] }> {
  const { folder, resolvedYaml, comparison, pictures, parquet, report } = output;
  return folder.fill(async (write) => {
    const tables = { compare: compareTable(comparison.metrics), pairs: pairsTable(comparison) };
    const written = [
      write(scenarioName, resolvedYaml.a),
      write(otherScenarioName, resolvedYaml.b),
      ...Object.entries(tables).map(([name, table]) => write(`${name}.csv`, csvChunks(table))),
    ];
    const stored: ReturnType<typeof write>[] = [];
    if (parquet) {
      const { parquetOfParts } = await import("./parquet.js");
      for (const [name, table] of Object.entries(tables))
        stored.push(write(`${name}.parquet`, parquetOfParts([table])));
    }
    const { drawn, missing, files: plots } = await writePictures(pictures, write);
    for (const file of plots) written.push(file);
    const page = report?.(drawn, missing);
    if (typeof page === "string") written.push(write(reportName, page));
    else if (page !== undefined) missing.push(page);
    const interrupted = output.manifestFacts.interrupted || missing.some((one) => one.missing === "interrupted");
    const files = ["summary.json", ...written.map(({ path }) => path), manifestName];
    const summary = summaryOf(output, { files, missing, interrupted });
    written.unshift(write("summary.json", `${JSON.stringify(summary, null, 2)}\n`));
    write(manifestName, manifestText({ ...output.manifestFacts, interrupted }, [...written, ...stored]));
    return { summary, missing };
  });
}

function summaryOf(
  { sides, changes, seed, comparison, question }: ComparisonOutput,
  {
    files,
    missing,
    interrupted,
  }: { readonly files: readonly string[]; readonly missing: readonly MissingPicture[]; readonly interrupted: boolean },
): ComparisonSummary {
  return {
    a: sides.a,
    b: sides.b,
    changes: changes.map(({ path, a, b }) => ({ path, a: a ?? null, b: b ?? null })),
    seed,
    pairs: comparison.pairs.length,
    pairsNeeded: comparison.needed ?? null,
    equivalent: question.equivalent ?? null,
    fingerprint: comparison.fingerprint,
    interrupted,
    metrics: Object.fromEntries(
      comparison.metrics.map((metric) => [metric.name, { unit: metric.unit, ...figuresOf(metric) }]),
    ),
    files,
    ...(missing.length > 0 && { missingPictures: missing.map(({ name, missing: why }) => ({ name, missing: why })) }),
  };
}
