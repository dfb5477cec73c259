import type { StateReader } from "../../../../sim/table/state-reader.js";
import { Table } from "../../../../sim/table/table.js";
import { GrowingTopology } from "../../../../sim/network/growing-topology.js";
import { regionPresets } from "../../../../sim/network/region-presets.js";
import { type Regions, regionParts } from "../../../../sim/network/regions.js";
import { partAt } from "../../../../sim/random/distributions/part-at.js";
import { StreamKeys } from "../../../state/stream-keys.js";
import type { OperatorClass, Scenario } from "../../../scenario/schema.js";
import { type Line, lineOfArchives, lineOfClass, regionPresetOf } from "../../../scenario/wire.js";

/** In the place of a class: an archive. */
const noClass = -1;

/** A node as it gets its end. */
export interface NewEnd {
  /** Names of nodes. */
  readonly keys: Pick<StreamKeys, "first" | "second">;
  /** In [0, 1). */
  readonly lot: number;
  readonly drawnRegion: () => number;
}

/** Ends of the wire, a row each, in the order in which they came: nodes and archives, with the lines that they have and where they are. */
export class WirePlaces extends Table {
  readonly #topology: GrowingTopology;
  readonly #lines: readonly Line[];
  readonly #lineOfArchives: Line;
  readonly #slowestLine: SlowestLine;
  private operatorClass = this.i32("class");
  private region = this.i32("region");
  /** Number among the archives; −1: a node. */
  archive = this.i32("archive", -1);
  /** A number in [0, 1): which of the archives a node asks. */
  private lot = this.f64("lot");
  /** Under what name each draws on the wire. */
  readonly names = this.part(new StreamKeys());
  /** Ends of the wire by node, and by archive. */
  readonly ofNode = this.sequence("end");
  readonly ofArchive = this.sequence("end");

  constructor(scenario: Pick<Scenario, "network" | "operators">) {
    super();
    this.#topology = new GrowingTopology(regionPresets.get(regionPresetOf(scenario))!);
    this.#lines = scenario.operators.map((entry: OperatorClass) => lineOfClass(entry));
    this.#lineOfArchives = lineOfArchives(scenario);
    this.#slowestLine = slowestOf(this.#lines);
  }

  get topology(): GrowingTopology {
    return this.#topology;
  }

  get regions(): Regions {
    return this.#topology.regions;
  }

  /** Of every class, and of the archives. */
  get lines(): readonly Line[] {
    return [...this.#lines, this.#lineOfArchives];
  }

  /** No node has less of anything, or loses more. */
  get slowestLine(): SlowestLine {
    return this.#slowestLine;
  }

  /** The next node, which has its name from the table of all; its region unless its class says where it is. Gives its end. */
  addNode(operatorClass: number, { keys, lot, drawnRegion }: NewEnd): number {
    const node = this.ofNode.length;
    const end = this.#add(operatorClass, drawnRegion);
    this.lot[end] = lot;
    this.names.copy(keys, node);
    this.ofNode.push(end);
    return end;
  }

  /** The next archive. */
  addArchive(drawnRegion: () => number): number {
    const end = this.#add(noClass, drawnRegion);
    this.archive[end] = this.ofArchive.length;
    this.names.add(`archive ${this.ofArchive.length}`);
    this.ofArchive.push(end);
    return end;
  }

  /** Which of so many archives a node asks. */
  askedBy(end: number, archives: number): number {
    return Math.floor(this.lot[end] * archives);
  }

  /** The number in [0, 1) that says so. */
  lotOf(end: number): number {
    return this.lot[end];
  }

  /** Class of a node. */
  classOf(end: number): number {
    return this.operatorClass[end];
  }

  /** How many kinds of ends there are for whoever asks for class and region alone, and of which kind an end is. */
  get kindCount(): number {
    return (this.#lines.length + 1) * this.regions.names.length;
  }

  kindOf(end: number): number {
    return (this.operatorClass[end] + 1) * this.regions.names.length + this.region[end];
  }

  /** Whether an end is an archive or of a class, and in a region, of these names. */
  isOf(
    end: number,
    { classes, regions }: { readonly classes: readonly string[]; readonly regions: readonly string[] },
  ): boolean {
    return classes.includes(this.#lineOf(this.operatorClass[end]).name) || regions.includes(this.regions.names[this.region[end]]); // prettier-ignore
  }

  override load(from: StateReader): void {
    super.load(from);
    this.#topology.clear();
    for (let end = 0; end < this.count; end++)
      this.#topology.add(this.#lineOf(this.operatorClass[end]), this.region[end]);
  }

  #add(operatorClass: number, drawnRegion: () => number): number {
    const line = this.#lineOf(operatorClass);
    const region = line.region === undefined ? drawnRegion() : this.regions.names.indexOf(line.region);
    const end = this.addRow();
    this.operatorClass[end] = operatorClass;
    this.region[end] = region;
    this.#topology.add(line, region);
    return end;
  }

  #lineOf(operatorClass: number): Line {
    return operatorClass === noClass ? this.#lineOfArchives : this.#lines[operatorClass];
  }
}

type SlowestLine = Omit<Line, "name" | "region">;

const slowestOf = (lines: readonly Line[]): SlowestLine =>
  lines.reduce<SlowestLine>(
    (slowest, { uploadBitsPerS, downloadBitsPerS, accessUs, lossShare }) => ({
      uploadBitsPerS: Math.min(slowest.uploadBitsPerS, uploadBitsPerS),
      downloadBitsPerS: Math.min(slowest.downloadBitsPerS, downloadBitsPerS),
      accessUs: Math.max(slowest.accessUs, accessUs),
      lossShare: Math.max(slowest.lossShare, lossShare),
    }),
    { uploadBitsPerS: Infinity, downloadBitsPerS: Infinity, accessUs: 0, lossShare: 0 },
  );

/** The region that a number in [0, 1) stands for, where regions have these parts of the nodes; as many in each without parts. */
export const regionAt = (
  u: number,
  names: readonly string[],
  shares: { readonly [name: string]: number } | undefined,
): number => partAt(u, regionParts(names, shares));
