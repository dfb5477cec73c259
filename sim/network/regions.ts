/** How long a message is on its way between regions. */
import type { DurationUs } from "../units/quantity-types.js";
import { messages } from "./messages.js";

/** Regions and the time from each to each, one way. Not symmetric, and a detour may be shorter than the direct way. */
export interface Regions {
  readonly names: readonly string[];
  /** Row by row: from region i to region j at `i · names.length + j`, whole microseconds. */
  readonly latencyUs: Int32Array;
  /** Where the figures come from. */
  readonly source: string;
}

/** What is written of regions: a row a region, milliseconds one way. */
export interface RegionTable {
  readonly names: readonly string[];
  readonly latencyMs: readonly (readonly number[])[];
  readonly source: string;
}

/** Milliseconds as whole microseconds, to the nearest, halves up. Throws `RangeError` below 0 and above 2^31 − 1 µs. */
export function usOfMs(ms: number): DurationUs {
  const us = Math.floor(ms * 1000 + 0.5);
  if (!(us >= 0 && us <= 0x7fff_ffff)) throw new RangeError(messages.badLatency(ms));
  return us;
}

/** Throws `RangeError` unless names are distinct and there is a latency from each region to each. */
export function regionsOf({ names, latencyMs, source }: RegionTable): Regions {
  if (names.length === 0 || new Set(names).size !== names.length) throw new RangeError(messages.badRegionNames(names));
  if (latencyMs.length !== names.length || latencyMs.some((row) => row.length !== names.length))
    throw new RangeError(messages.badMatrix(names.length));
  return { names: [...names], latencyUs: Int32Array.from(latencyMs.flat(), usOfMs), source };
}

/** What part of the nodes each region has, in any measure; as many in each where nobody says. */
export const regionParts = (
  names: readonly string[],
  shares: { readonly [name: string]: number } | undefined,
): readonly number[] => names.map((name) => (shares === undefined ? 1 : (shares[name] ?? 0)));
