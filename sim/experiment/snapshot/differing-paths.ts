import { printPath } from "../../scenario/path.js";

/**
 * Paths at which two values differ, as deep as both have the same keys or as many items; in the order of the first value,
 * then what only the second has. Values are plain data.
 */
export function differingPaths(one: unknown, other: unknown, at: readonly PropertyKey[] = []): string[] {
  if (Object.is(one, other)) return [];
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.flatMap((item, k) => differingPaths(item, other[k], [...at, k]));
  }
  if (isMap(one) && isMap(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) => differingPaths(one[key], other[key], [...at, key]));
  }
  return [printPath(at)];
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
