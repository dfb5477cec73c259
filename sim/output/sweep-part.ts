/** Parts of a sweep, one from each machine: folders that `orrery merge` joins. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { type CellResult, cellText, readCell } from "../experiment/store/cell.js";
import {
  cellCount,
  cellsOf,
  type Grid,
  maxParts,
  maxCells,
  type Part,
  pointOf,
  replicationOf,
} from "../experiment/sweep/grid.js";
import { files, isFileFailure, reasonOf } from "../files/file-system.js";
import { codeVersion } from "../program/code-version.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { messages } from "./messages.js";
import { manifestName, scenarioName } from "./leftovers.js";
import { type ClaimedFolder, recoverResult } from "./result-folder.js";
import { writtenFiles } from "./written-files.js";

/** Parts that cannot be joined; the text says what is missing, doubled or different. Exit code 2. */
export class PartsError extends Error {
  override readonly name = "PartsError";
}

/** What `part.json` says: which sweep, by which code, which part of it. */
const partFacts = z
  .object({
    sweep: z.string(),
    codeHash: z.string(),
    part: z.object({ index: z.int().min(1), count: z.int().min(1).max(maxParts) }),
    grid: z.object({ points: z.int().min(1), replications: z.int().min(1) }),
    interrupted: z.boolean(),
  })
  .refine(({ part, grid }) => part.index <= part.count && cellCount(grid) <= maxCells);
type PartFacts = z.output<typeof partFacts>;

/** What a line of `cells.jsonl` says beside the cell itself. */
const cellIndex = z.object({ point: z.int().min(0), replication: z.int().min(0) });

export interface PartOutput {
  readonly folder: ClaimedFolder;
  readonly resolvedYaml: string;
  /** SHA-256 of the resolved scenario. */
  readonly identity: string;
  readonly grid: Grid;
  readonly part: Part;
  readonly cells: readonly (CellResult | undefined)[];
  readonly interrupted: boolean;
  readonly manifestFacts: ManifestFacts;
}

const partName = "part.json";
const cellsName = "cells.jsonl";

/** Writes the folder of a part, whole or not at all; gives the names of its files. Throws `ResultsNotWritten`. */
export async function writePart(output: PartOutput): Promise<string[]> {
  const { folder, resolvedYaml, identity, grid, part, cells, interrupted } = output;
  const facts: PartFacts = { sweep: identity, codeHash: codeVersion().codeHash, part, grid, interrupted };
  await folder.fill((write) => {
    const written = [
      write(scenarioName, resolvedYaml),
      write(partName, `${JSON.stringify(facts, null, 2)}\n`),
      write(cellsName, cellLines(grid, part, cells)),
    ];
    write(manifestName, manifestText(output.manifestFacts, written));
  });
  return [partName, scenarioName, cellsName, manifestName];
}

function* cellLines(grid: Grid, part: Part, cells: readonly (CellResult | undefined)[]): Generator<string> {
  for (const number of cellsOf(grid, part)) {
    const cell = cells[number];
    if (cell === undefined) continue;
    const index = `{"point":${pointOf(grid, number)},"replication":${replicationOf(grid, number)},`;
    yield `${index}${cellText(cell).slice(1)}\n`;
  }
}

/** All parts of one sweep, checked. */
export interface JoinedParts {
  readonly resolvedYaml: string;
  /** Path of that file in the first part. */
  readonly resolvedPath: string;
  readonly grid: Grid;
  readonly cells: readonly CellResult[];
}

/** Reads parts and joins their cells. Throws `PartsError` unless they are all parts of one sweep, each once and whole. */
export function joinParts(folders: readonly string[]): JoinedParts {
  const parts = folders.map(readPart);
  const [first] = parts;
  for (const { folder, facts } of parts) {
    if (facts.codeHash !== codeVersion().codeHash) throw new PartsError(messages.otherCode(folder));
    if (facts.sweep !== first.facts.sweep) throw new PartsError(messages.otherSweep(folder, first.folder));
    if (facts.part.count !== first.facts.part.count)
      throw new PartsError(
        messages.otherDivision({ folder, ...facts.part }, { ...first.facts.part, folder: first.folder }),
      );
  }
  const { grid, part } = first.facts;
  if (createHash("sha256").update(first.resolvedYaml).digest("hex") !== first.facts.sweep)
    throw new PartsError(messages.partDamaged(first.folder, scenarioName));
  const byIndex: (string | undefined)[] = Array.from({ length: part.count });
  for (const { folder, facts } of parts) {
    const taken = byIndex[facts.part.index - 1];
    if (taken !== undefined) throw new PartsError(messages.partTwice(facts.part, [taken, folder]));
    byIndex[facts.part.index - 1] = folder;
  }
  const absent = byIndex.flatMap((folder, k) => (folder === undefined ? [k + 1] : []));
  if (absent.length > 0) throw new PartsError(messages.partsMissing(absent, part.count));
  const cells: CellResult[] = [];
  for (const { folder, facts, cells: found } of parts) {
    for (const number of cellsOf(grid, facts.part)) {
      const cell = found.get(number);
      if (cell === undefined)
        throw new PartsError(messages.cellMissing(folder, pointOf(grid, number), replicationOf(grid, number)));
      cells[number] = cell;
    }
  }
  return { resolvedYaml: first.resolvedYaml, resolvedPath: join(first.folder, scenarioName), grid, cells };
}

interface ReadPart {
  readonly folder: string;
  readonly facts: PartFacts;
  readonly resolvedYaml: string;
  readonly cells: ReadonlyMap<number, CellResult>;
}

function readPart(folder: string): ReadPart {
  try {
    recoverResult(folder);
    if (!isFileAt(folder, partName) || !isFileAt(folder, manifestName)) throw new PartsError(messages.notAPart(folder));
    const { files: written } = asWritten(folder, manifestName, () =>
      writtenFiles.parse(JSON.parse(files.readText(join(folder, manifestName)))),
    );
    const read = (name: string): string => {
      const text = isFileAt(folder, name) ? files.readText(join(folder, name)) : "";
      const hash = createHash("sha256").update(text).digest("hex");
      if (written.find(({ path }) => path === name)?.sha256 !== hash)
        throw new PartsError(messages.partDamaged(folder, name));
      return text;
    };
    const facts = asWritten(folder, partName, () => partFacts.parse(JSON.parse(read(partName))));
    const cells = asWritten(folder, cellsName, () => cellsFrom(read(cellsName), facts));
    return { folder, facts, resolvedYaml: read(scenarioName), cells };
  } catch (error) {
    if (isFileFailure(error)) throw new PartsError(messages.partUnreadable(folder, reasonOf(error)));
    throw error;
  }
}

const isFileAt = (folder: string, name: string): boolean => files.stat(join(folder, name))?.isFile() === true;

/** Whatever a text throws that was not written like this is the text's fault. */
function asWritten<Value>(folder: string, file: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof PartsError || isFileFailure(error)) throw error;
    throw new PartsError(messages.partDamaged(folder, file));
  }
}

function cellsFrom(lines: string, { grid }: PartFacts): ReadonlyMap<number, CellResult> {
  return new Map(
    lines
      .split("\n")
      .slice(0, -1)
      .map((line) => {
        const { point, replication } = cellIndex.parse(JSON.parse(line));
        return [point * grid.replications + replication, readCell(line)];
      }),
  );
}
