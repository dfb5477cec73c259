import { shorten } from "./shorten.js";

import type { SourceSpan } from "./source.js";
import type { Step } from "./path.js";

/** A scenario as it was written: plain values, each with its place. */
export type Tree = ScalarTree | ListTree | MapTree;
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

export interface ScalarTree {
  readonly kind: "scalar";
  readonly span: SourceSpan;
  readonly value: null | boolean | number | string;
  /** As written, quotes and all. */
  readonly raw: string;
}
export interface ListTree {
  readonly kind: "list";
  readonly span: SourceSpan;
  readonly items: readonly Tree[];
  /** Written as `key+`: its entries come behind those that the key has already. */
  readonly isAdded?: true;
}
export interface MapTree {
  readonly kind: "map";
  readonly span: SourceSpan;
  /** In the order of writing. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Keys that were taken away, and where: what is missing because of it points there. */
  readonly removed?: ReadonlyMap<string, SourceSpan>;
}
export interface Entry {
  readonly keySpan: SourceSpan;
  readonly value: Tree;
}

export function plainOf(tree: Tree): Plain {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(plainOf);
  return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plainOf(value)]));
}

/** How many values it holds, itself included. */
export function valueCount(tree: Tree): number {
  if (tree.kind === "scalar") return 1;
  const children = tree.kind === "list" ? tree.items : [...tree.entries.values()].map(({ value }) => value);
  return children.reduce((sum, child) => sum + valueCount(child), 1);
}

/** Values as a tree: each has the place that it had in `original`, or that of the nearest thing above it. */
export function treeOf(plain: Plain, original: Tree): Tree {
  const { span } = original;
  if (Array.isArray(plain)) {
    return {
      kind: "list",
      span,
      items: plain.map((item, k) => treeOf(item, child(original, k)?.value ?? bare(span))),
    };
  }
  if (typeof plain === "object" && plain !== null) {
    const entries = Object.entries(plain).map(([key, value]) => {
      const entry = child(original, key);
      return [key, { keySpan: entry?.keySpan ?? span, value: treeOf(value, entry?.value ?? bare(span)) }] as const;
    });
    return { kind: "map", span, entries: new Map(entries) };
  }
  return { kind: "scalar", span, value: plain, raw: original.kind === "scalar" ? original.raw : String(plain) };
}

const bare = (span: SourceSpan): MapTree => ({ kind: "map", span, entries: new Map() });

/** A value over what was there: entries to be added come behind those of the list, anything else takes its place. */
export function placedOver(below: Tree | undefined, value: Tree): Tree {
  if (below === undefined || value.kind !== "list" || value.isAdded !== true) return value;
  const above = below.kind === "list" ? below.items : below.kind === "scalar" && below.value !== null ? [below] : [];
  const items = [...above, ...value.items];
  // Of a list that is itself to be added the whole is.
  return below.kind === "list" && below.isAdded === true
    ? { ...value, items }
    : { kind: "list", span: value.span, items };
}

/** A written `null` (or `~`) takes away what was there; a key with nothing behind it is only unfinished. */
export const isRemoval = (tree: Tree): boolean => tree.kind === "scalar" && tree.value === null && tree.raw !== "";

/**
 * `upper` over `lower`: maps are merged key by key, `null` takes a key away, `key+` adds to a list, anything else replaces what
 * was there. A `null` for what is not there stays, for the schema to refuse.
 */
export function mergeTrees(lower: Tree, upper: Tree): Tree {
  if (lower.kind !== "map" || upper.kind !== "map") return placedOver(lower, upper);
  const entries = new Map(lower.entries);
  const removed = new Map(lower.removed);
  for (const [key, { keySpan, value }] of upper.entries) {
    const below = lower.entries.get(key);
    if (below !== undefined && isRemoval(value)) {
      entries.delete(key);
      removed.set(key, value.span);
    } else {
      entries.set(key, { keySpan, value: below === undefined ? value : mergeTrees(below.value, value) });
    }
  }
  return { kind: "map", span: upper.span, entries, removed };
}

/** The map without one of its keys. */
export function withoutKey(tree: MapTree, key: string): MapTree {
  return { ...tree, entries: new Map([...tree.entries].filter(([other]) => other !== key)) };
}

export interface Found {
  /** What stands at the path; undefined if nothing was written there. */
  readonly tree: Tree | undefined;
  /** Place of the value, or of the nearest thing above it that was written. */
  readonly span: SourceSpan;
  /** Place of the last key on the path that was written, if any. */
  readonly keySpan: SourceSpan | undefined;
}

export function findInTree(root: Tree, steps: readonly PropertyKey[]): Found {
  let tree: Tree = root;
  let keySpan: SourceSpan | undefined;
  for (const step of steps) {
    const next = child(tree, step as Step);
    if (next === undefined) {
      const taken = tree.kind === "map" ? tree.removed?.get(String(step)) : undefined;
      return { tree: undefined, span: taken ?? keySpan ?? tree.span, keySpan };
    }
    tree = next.value;
    keySpan = next.keySpan;
  }
  return { tree, span: tree.span, keySpan };
}

function child(tree: Tree, step: Step): Entry | undefined {
  if (tree.kind === "map") return tree.entries.get(String(step));
  if (tree.kind !== "list" || typeof step !== "number") return undefined;
  const value = tree.items[step];
  return value === undefined ? undefined : { keySpan: value.span, value };
}

/** What stands in the source, short enough for a message. */
export function rawText(tree: Tree): string {
  if (tree.kind === "list") return tree.items.length === 0 ? "an empty list" : `a list of ${tree.items.length}`;
  if (tree.kind === "map")
    return tree.entries.size === 0
      ? "an empty map"
      : shorten(`a map (${firstKeys(tree, 3).join(", ")}${tree.entries.size > 3 ? ", …" : ""})`);
  return tree.raw === "" ? "nothing" : shorten(tree.raw);
}

function firstKeys({ entries }: MapTree, count: number): string[] {
  const keys: string[] = [];
  for (const key of entries.keys()) {
    if (keys.length === count) break;
    keys.push(shorten(key));
  }
  return keys;
}
