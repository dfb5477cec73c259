import { isFormula, unseenIn, visibleText } from "../../units/visible-text.js";
import type { NodeClass } from "../node-class.js";
import { nodeClasses, unlimited } from "../node-class.js";
import type { Regions } from "../regions.js";
import { usOfMs } from "../regions.js";
import { createTopology, type Link, type Topology } from "../topology.js";
import { type Cleaned, cleanLatencies } from "./cleaning.js";
import type { ErrorList } from "./errors.js";
import { reasons } from "./reasons.js";

/** What is made of links that are written in one direction only. */
export type Direction =
  /** It is refused: a link without its way back. */
  | "both ways"
  /** Messages go in that direction only. */
  | "as written"
  /** The way back takes as long. */
  | "mirrored";

export interface ReadOptions {
  readonly regions?: Regions;
  /** Classes that nodes may be of, by name; those of node-class.ts unless given. */
  readonly classes?: ReadonlyMap<string, NodeClass>;
  /** Class of nodes that name none. */
  readonly defaultClass?: NodeClass;
  readonly direction?: Direction;
  /** Latencies beyond so many times what others make likely are replaced (`cleaning.ts`); none unless given. */
  readonly outlierFactor?: number;
}

export interface ReadTopology {
  readonly topology: Topology;
  /** What cleaning did: a line each. */
  readonly cleaned: readonly string[];
}

const msText = (us: number): string => `${us / 1000} ms`;

/** Where something was written. */
interface Place {
  readonly file: string;
  readonly line: number;
}

const maxLatencyMs = 2_147_483;

/** A topology while its files are read: takes names and texts, and notes what is wrong with them. */
export class TopologyDraft {
  readonly #options: Required<Omit<ReadOptions, "regions" | "outlierFactor">> & ReadOptions;
  readonly #errors: ErrorList;
  /** By name, in the order of the file. */
  readonly #indices = new Map<string, number>();
  readonly #nodes: { readonly place: Place; region: number; class: NodeClass }[] = [];
  readonly #links: (Link & Place)[] = [];
  /** By from · 2^26 + to. */
  readonly #linkIndices = new Map<number, number>();

  constructor(options: ReadOptions, errors: ErrorList) {
    this.#options = { classes: nodeClasses, defaultClass: unlimited, direction: "both ways", ...options };
    this.#errors = errors;
  }

  addNode(place: Place, name: string, values: { region?: string; class?: string; up?: string; down?: string }): void {
    const fail = (reason: string): void => this.#errors.add(place.file, place.line, reason);
    if (name === "") return fail(reasons.noName());
    const unseen = unseenIn(name);
    if (unseen !== undefined) return fail(reasons.unseen(visibleText(name), unseen));
    if (isFormula(name)) return fail(reasons.formula(name));
    const known = this.#indices.get(name);
    if (known !== undefined) return fail(reasons.nodeTwice(name, this.#nodes[known].place.line));
    this.#indices.set(name, this.#nodes.length);
    const node = { place, region: 0, class: this.#options.defaultClass };
    this.#nodes.push(node);
    const { region = "", class: className = "" } = values;
    if (region !== "") {
      const names = this.#options.regions?.names ?? [];
      node.region = names.indexOf(region);
      if (node.region < 0) fail(reasons.unknownRegion(region, names));
    }
    if (className !== "") {
      const found = this.#options.classes.get(className);
      if (found === undefined) fail(reasons.unknownClass(className, [...this.#options.classes.keys()]));
      else node.class = found;
    }
    const up = this.#rate(place, "upload_mbit_s", values.up ?? "");
    const down = this.#rate(place, "download_mbit_s", values.down ?? "");
    if (up !== null) node.class = { ...node.class, uploadBitsPerS: up };
    if (down !== null) node.class = { ...node.class, downloadBitsPerS: down };
  }

  addLink(place: Place, ends: readonly [from: string, to: string], values: { latency: string; loss?: string }): void {
    const fail = (reason: string): void => this.#errors.add(place.file, place.line, reason);
    const [from, to] = ends.map((name) => this.#indices.get(name) ?? -1);
    for (const [k, index] of [from, to].entries())
      if (index < 0) fail(reasons.unknownNode(ends[k], this.#indices.keys()));
    const latencyMs = this.#decimal(place, "latency", { text: values.latency, max: maxLatencyMs });
    const lossShare =
      values.loss === undefined || values.loss === ""
        ? 0
        : this.#decimal(place, "loss_share", { text: values.loss, max: 1 });
    if (from < 0 || to < 0 || latencyMs === null || lossShare === null) return;
    if (from === to) return fail(reasons.loop(ends[0]));
    const key = from * 2 ** 26 + to;
    const known = this.#linkIndices.get(key);
    if (known !== undefined) return fail(reasons.linkTwice(ends[0], ends[1], this.#links[known].line));
    this.#linkIndices.set(key, this.#links.length);
    this.#links.push({ ...place, from, to, latencyUs: usOfMs(latencyMs), lossShare });
  }

  /** Throws `TopologyErrors` for all that was wrong. */
  finish(file: string): ReadTopology {
    const { regions, direction, outlierFactor } = this.#options;
    if (this.#nodes.length === 0) this.#errors.add(file, 1, reasons.noNodes());
    const names = [...this.#indices.keys()];
    const isOneWay = ({ from, to }: Link): boolean => !this.#linkIndices.has(to * 2 ** 26 + from);
    if (direction === "both ways")
      for (const link of this.#links)
        if (isOneWay(link)) this.#errors.add(link.file, link.line, reasons.oneWay(names[link.from], names[link.to]));
    this.#errors.throwIfAny();
    const back = direction === "mirrored" ? this.#links.filter(isOneWay) : [];
    const links: Link[] = [...this.#links, ...back.map((link) => ({ ...link, from: link.to, to: link.from }))];
    const { links: clean, changes }: Cleaned =
      outlierFactor === undefined ? { links, changes: [] } : cleanLatencies(links, outlierFactor);
    const topology = createTopology({
      nodeCount: this.#nodes.length,
      names,
      ...(regions !== undefined && { regions }),
      regionOf: this.#nodes.map(({ region }) => region),
      classOf: (node) => this.#nodes[node].class,
      ...(clean.length > 0 && { links: clean }),
    });
    return {
      topology,
      cleaned: [
        ...back.map(({ from, to }) => `from ${names[to]} to ${names[from]}: as the other way`),
        ...changes.map(
          ({ from, to, wasUs, isUs, because }) =>
            `from ${names[from]} to ${names[to]}: ${msText(isUs)} in place of ${msText(wasUs)}, as ${because}`,
        ),
      ],
    };
  }

  /** Bits a second from a text in Mbit/s; null: nothing was written, or it is wrong. */
  #rate(place: Place, what: string, text: string): number | null {
    if (text === "") return null;
    const value = this.#decimal(place, what, { text, max: 1e9 });
    if (value === 0) this.#errors.add(place.file, place.line, reasons.notPositive(what));
    return value === null || value === 0 ? null : value * 1e6;
  }

  #decimal({ file, line }: Place, what: string, { text, max }: { text: string; max: number }): number | null {
    const shown = text.slice(0, 40);
    if (/^\d+(\.\d+)?$/.test(text)) {
      if (Number(text) <= max) return Number(text);
      this.#errors.add(file, line, reasons.tooLarge(what, shown, max));
    } else
      this.#errors.add(file, line, /^-\d/.test(text) ? reasons.negative(what, shown) : reasons.notANumber(what, shown));
    return null;
  }
}
