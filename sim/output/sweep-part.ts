/** Parts of a sweep, one from each machine: folders that `orrery merge` joins. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CellResult, cellText, readCell } from "../experiment/cell.js";
import { cellsOf, type Grid, type Part, pointOf, replicationOf } from "../experiment/grid.js";
import { codeVersion } from "./code-version.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { messages } from "./messages.js";
import { manifestName, type WrittenFile, writeResultFolder } from "./result-folder.js";

/** Parts that cannot be joined; the text says what is missing, doubled or different. Exit code 2. */
export class PartsError extends Error {
  override readonly name = "PartsError";
}

/** What `part.json` says: which sweep, by which code, which part of it. */
interface PartFacts {
  readonly sweep: string;
  readonly codeHash: string;
  readonly part: Part;
  readonly grid: Grid;
  readonly interrupted: boolean;
}

export interface PartOutput {
  readonly folder: string;
  readonly force: boolean;
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
const scenarioName = "scenario.resolved.yaml";

/** Writes the folder of a part, whole or not at all; gives the names of its files. */
export function writePart({ folder, force, resolvedYaml, identity, grid, part, ...output }: PartOutput): string[] {
  const { cells, interrupted, manifestFacts } = output;
  const facts: PartFacts = { sweep: identity, codeHash: codeVersion().codeHash, part, grid, interrupted };
  writeResultFolder({ folder, force }, (write) => {
    const written = [
      write(partName, `${JSON.stringify(facts, null, 2)}\n`),
      write(scenarioName, resolvedYaml),
      write(cellsName, cellLines(grid, part, cells)),
    ];
    write(manifestName, manifestText(manifestFacts, written));
  });
  return [partName, scenarioName, cellsName, manifestName];
}

function* cellLines(grid: Grid, part: Part, cells: readonly (CellResult | undefined)[]): Generator<string> {
  for (const number of cellsOf(grid, part)) {
    const cell = cells[number];
    if (cell === undefined) continue;
    const place = `{"point":${pointOf(grid, number)},"replication":${replicationOf(grid, number)},`;
    yield `${place}${cellText(cell).slice(1)}\n`;
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
  if (!existsSync(join(folder, partName)) || !existsSync(join(folder, manifestName)))
    throw new PartsError(messages.notAPart(folder));
  const files = writtenFiles(folder);
  const [factsText, resolvedYaml, lines] = [partName, scenarioName, cellsName].map((name) => {
    const text = existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "";
    const hash = createHash("sha256").update(text).digest("hex");
    if (files.find(({ path }) => path === name)?.sha256 !== hash)
      throw new PartsError(messages.partDamaged(folder, name));
    return text;
  });
  const facts = JSON.parse(factsText) as PartFacts;
  const cells = new Map(
    lines
      .split("\n")
      .slice(0, -1)
      .map((line) => {
        const { point, replication } = JSON.parse(line) as { readonly point: number; readonly replication: number };
        return [point * facts.grid.replications + replication, readCell(line)];
      }),
  );
  return { folder, facts, resolvedYaml, cells };
}

function writtenFiles(folder: string): readonly WrittenFile[] {
  try {
    return (JSON.parse(readFileSync(join(folder, manifestName), "utf8")) as { files: readonly WrittenFile[] }).files;
  } catch {
    throw new PartsError(messages.partDamaged(folder, manifestName));
  }
}
