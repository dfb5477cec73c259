/** A scenario with less in it: a field or an item gone, a number halved; what takes most away comes first. */
import type { Plain } from "../../../sim/scenario/tree.js";

type Path = readonly (string | number)[];

/** Every way to make it one step simpler, in an order that does not change while nothing is taken. */
export function* simplerFields(plain: Plain): Generator<Plain> {
  const paths = pathsOf(plain, []);
  for (const path of paths) yield changed(plain, path, () => undefined) as Plain;
  for (const path of paths) {
    const value = at(plain, path);
    if (typeof value !== "number" && typeof value !== "string") continue;
    for (const simpler of simplerValues(value)) yield changed(plain, path, () => simpler) as Plain;
  }
}

/** The number in a value, and what follows it: `90 %`, `half-life 3 h`, `7`. */
const withNumber = /^(\D*)(\d+(?:\.\d+)?)(.*)$/s;

function simplerValues(value: number | string): (number | string)[] {
  const [, before, digits, after] = withNumber.exec(String(value)) ?? [];
  if (digits === undefined) return [];
  const number = Number(digits);
  const simpler = [1, Math.floor(number / 2), Math.floor(number)].filter((candidate) => candidate < number);
  return simpler.map((candidate) => (typeof value === "number" ? candidate : `${before}${candidate}${after}`));
}

/** Outer ones first, so that whole blocks go before their fields are tried. */
function pathsOf(plain: Plain, path: Path): Path[] {
  const level: Path[] = [];
  let next: Path[] = [path];
  while (next.length > 0) {
    next = next.flatMap((parent) => keysOf(at(plain, parent)).map((key) => [...parent, key]));
    level.push(...next);
  }
  return level;
}

function keysOf(value: Plain | undefined): (string | number)[] {
  // From the last item on: indices of the others stay.
  if (Array.isArray(value)) return value.map((_item, k) => value.length - 1 - k);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function at(plain: Plain, path: Path): Plain | undefined {
  let value: Plain | undefined = plain;
  for (const step of path) value = (value as { [key: string | number]: Plain } | undefined)?.[step];
  return value;
}

function changed(value: Plain, path: Path, change: (old: Plain) => Plain | undefined): Plain | undefined {
  if (path.length === 0) return change(value);
  const [step, ...rest] = path;
  if (Array.isArray(value))
    return value.flatMap((item, k) => {
      if (k !== step) return [item];
      const now = changed(item, rest, change);
      return now === undefined ? [] : [now];
    });
  const entries = Object.entries(value as { [key: string]: Plain }).flatMap(([key, item]) => {
    const now = key === step ? changed(item, rest, change) : item;
    return now === undefined ? [] : [[key, now] as const];
  });
  return Object.fromEntries(entries);
}
