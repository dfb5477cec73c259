import type { ScenarioBasics } from "../experiment/model.js";
import { resolvedHeader } from "../experiment/ready-scenario.js";
import type { AssumedEffect } from "../experiment/tune/assumed.js";
import { type Reaches, reachesOf } from "../experiment/tune/reach.js";
import type { Robustness } from "../experiment/tune/robustness.js";
import type { TuneResult } from "../experiment/tune/run-tune.js";
import type { Sensitivity } from "../experiment/tune/sensitivity.js";
import { assumedTable, frontTable, sensitivityTable, tuneTable } from "../experiment/tune/tune-tables.js";
import { toYaml } from "../scenario/print.js";
import type { Plain } from "../scenario/tree.js";
import { csvChunks } from "./csv.js";
import { manifestName, scenarioName } from "./leftovers.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { type MissingPicture, type Picture, writePictures } from "./pictures.js";
import type { ClaimedFolder } from "./result-folder.js";

/** The scenario of the compromise. */
export const compromiseName = "compromise.yaml";

export interface TuneOutput<Scenario extends ScenarioBasics> {
  readonly folder: ClaimedFolder;
  /** The scenario with its tuning and everything spelled out. */
  readonly resolvedYaml: string;
  readonly result: TuneResult<Scenario>;
  readonly pictures: AsyncIterable<Picture | MissingPicture>;
  readonly manifestFacts: ManifestFacts;
}

/** A point of the front as `summary.json` has it. */
export interface FrontPoint {
  readonly point: number;
  /** By path, as a scenario would write them; those that the scenario has not with the others are left out. */
  readonly parameters: Readonly<Record<string, Plain>>;
  /** By objective, in their order. */
  readonly objectives: readonly (number | null)[];
  /** By constraint: what it is of, and whether it holds. */
  readonly constraints: readonly { readonly value: number | null; readonly holds: boolean }[];
  readonly isCompromise: boolean;
  /** Null: it was not run on other futures. */
  readonly robustness: Omit<Robustness, "point"> | null;
}

/** What `summary.json` of a tuning says, in the order of its keys. */
export interface TuneSummary {
  readonly scenario: string;
  readonly about: string;
  readonly seed: number | string;
  readonly objectives: readonly { readonly aim: string; readonly measure: string; readonly unit: string }[];
  readonly constraints: readonly { readonly text: string; readonly unit: string }[];
  readonly over: readonly { readonly path: string; readonly values: number | null }[];
  readonly budget: TuneResult<ScenarioBasics>["budget"];
  readonly cells: number;
  readonly points: number;
  /** Places that were looked at and are no scenario, and what is wrong with the first. */
  readonly refused: number;
  readonly refusedBecause: string | null;
  readonly sensitivity: readonly {
    readonly measure: string;
    readonly parameters: readonly {
      readonly path: string;
      readonly muStar: number | null;
      readonly sigma: number | null;
      readonly first: number | null;
      readonly total: number | null;
    }[];
  }[];
  /** Parameters that do next to nothing. */
  readonly screened: readonly string[];
  readonly isFeasible: boolean;
  /** Where no point holds all constraints: how near points come to each, in their order. */
  readonly reaches?: Reaches;
  readonly front: readonly FrontPoint[];
  readonly assumed: {
    readonly inputs: readonly {
      readonly path: string;
      readonly change: number | null;
      readonly turned: readonly string[];
    }[];
    readonly left: number;
    readonly words: number;
  };
  readonly files: readonly string[];
  readonly missingPictures?: readonly { readonly name: string; readonly missing: string }[];
}

/**
 * Writes the result folder of a tuning, whole or not at all. Every file but `manifest.json` has the same bytes whenever the same
 * is tuned. Throws `ResultsNotWritten`.
 */
export function writeTune<Scenario extends ScenarioBasics>({
  folder,
  resolvedYaml,
  result,
  pictures,
  manifestFacts,
}: TuneOutput<Scenario>): Promise<{ readonly summary: TuneSummary; readonly missing: readonly MissingPicture[] }> {
  return folder.fill(async (write) => {
    const written = [
      write(scenarioName, resolvedYaml),
      write("sensitivity.csv", csvChunks(sensitivityTable(result))),
      write("tune.csv", csvChunks(tuneTable(result))),
      write("front.csv", csvChunks(frontTable(result))),
      write("assumed.csv", csvChunks(assumedTable(result))),
      write(compromiseName, compromiseYaml(result)),
    ];
    const { missing, files: plots } = await writePictures(pictures, write);
    for (const file of plots) written.push(file);
    const isUndrawn = missing.some((picture) => picture.missing === "interrupted");
    const summary: TuneSummary = {
      ...tuneSummary(result),
      files: ["summary.json", ...written.map(({ path }) => path), manifestName],
      ...(missing.length > 0 && { missingPictures: missing.map(({ name, missing: why }) => ({ name, missing: why })) }),
    };
    written.unshift(write("summary.json", `${JSON.stringify(summary, null, 2)}\n`));
    write(manifestName, manifestText({ ...manifestFacts, interrupted: isUndrawn }, written));
    return { summary, missing };
  });
}

function tuneSummary<Scenario extends ScenarioBasics>(result: TuneResult<Scenario>): Omit<TuneSummary, "files"> {
  const { bench, budget, points, sensitivities, isFeasible, front, assumed } = result;
  const { scenario, objectives, constraints, tune } = bench.ready;
  const [first] = bench.firstRefused;
  return {
    scenario: scenario.name,
    about: scenario.about,
    seed: scenario.seed,
    objectives: objectives.map(({ aim, measure }) => ({ aim, measure: measure.text, unit: measure.unit })),
    constraints: constraints.map(({ text, measure }) => ({ text, unit: measure.unit })),
    over: tune.axes.map(({ path, levels }) => ({ path, values: levels?.count ?? null })),
    budget,
    cells: bench.cells,
    points: points.length,
    refused: bench.refused,
    refusedBecause: first === undefined ? null : `${first.inWords}: ${first.error.message}`,
    sensitivity: sensitivities.measures.map((one) => sensitivitySummary(result, one)),
    screened: sensitivities.screened.map((axis) => tune.axes[axis].path),
    isFeasible,
    ...(!isFeasible && {
      reaches: reachesOf(
        constraints,
        points.map((point) => ({ point, held: bench.judged(point).held })),
      ),
    }),
    front: front.map((point) => frontPoint(result, point)),
    assumed: {
      inputs: assumed.inputs.map(({ path, change, turned }: AssumedEffect) => ({
        path,
        change: Number.isFinite(change) ? change : null,
        turned: turned.map((k) => constraints[k].text),
      })),
      left: assumed.left,
      words: assumed.words,
    },
  };
}

function sensitivitySummary<Scenario extends ScenarioBasics>(
  { bench }: TuneResult<Scenario>,
  { measure, effects, indices }: Sensitivity,
): TuneSummary["sensitivity"][number] {
  return {
    measure: measure.text,
    parameters: bench.ready.tune.axes.map(({ path }, axis) => {
      const effect = effects.find((one) => one.axis === axis);
      const index = indices.find((one) => one.axis === axis);
      return {
        path,
        muStar: effect?.muStar ?? null,
        sigma: effect?.sigma ?? null,
        first: index?.first ?? null,
        total: index?.total ?? null,
      };
    }),
  };
}

function frontPoint<Scenario extends ScenarioBasics>(
  { bench, compromise, robustness }: TuneResult<Scenario>,
  point: number,
): FrontPoint {
  const { axes } = bench.ready.tune;
  const { values, held } = bench.judged(point);
  const robust = robustness.find((one) => one.point === point);
  const { point: _point, ...found } = robust ?? { point };
  return {
    point,
    parameters: Object.fromEntries(
      bench.points[point].parameters
        .map((parameter, k) => [axes[k].path, parameter] as const)
        .filter(([, parameter]) => parameter !== null),
    ),
    objectives: values,
    constraints: held.map(({ value, violation }) => ({ value, holds: violation === 0 })),
    isCompromise: point === compromise,
    robustness: "paths" in found ? found : null,
  };
}

/** On the seed and with the replications by which it was found, so that a run of it says what the tuning says of it; `check` asks whether the constraints hold. */
function compromiseYaml<Scenario extends ScenarioBasics>({
  bench,
  compromise,
  isFeasible,
}: TuneResult<Scenario>): string {
  const { constraints } = bench.ready;
  const written = bench.points[compromise].written as { readonly [key: string]: Plain };
  const expected = Array.isArray(written["expect"]) ? written["expect"] : [];
  const scenario = {
    ...written,
    replications: bench.replications,
    outputs: [...bench.outputs],
    ...(constraints.length > 0 && { expect: [...expected, ...constraints.map(({ text }) => text)] }),
  };
  return toYaml(scenario, [
    ...resolvedHeader(),
    isFeasible
      ? "Of the front the point that is nearest to the best of every objective."
      : "No point holds all constraints; this is the nearest that was found.",
  ]);
}
