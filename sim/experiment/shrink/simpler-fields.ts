/** A scenario with less in it: a field or an item gone, a number halved or rounder; what takes most away comes first. */
import type { Plain } from "../../scenario/tree.js";
import { append } from "../../units/append.js";
import { withoutParts } from "./without-parts.js";

type Path = readonly (string | number)[];

/** Every way to make it one step simpler, in an order that does not change while nothing is taken. */
export function* simplerFields(plain: Plain): Generator<Plain> {
  yield* fewerFields(plain);
  yield* simplerNumbers(plain);
}

/** A field or an item gone. */
export function* fewerFields(plain: Plain): Generator<Plain> {
  for (const path of pathsOf(plain, [])) yield changed(plain, path, () => undefined) as Plain;
}

/** Parts of lists, and of what stands at the top, gone: the first half, the second, then quarters. */
export function* fewerItems(plain: Plain): Generator<Plain> {
  for (const path of [[], ...pathsOf(plain, [])]) {
    const value = at(plain, path);
    if (Array.isArray(value) && value.length > 1)
      for (const fewer of withoutParts(value)) yield changed(plain, path, () => fewer) as Plain;
    else if (path.length === 0 && isMap(value))
      for (const fewer of withoutParts(Object.entries(value))) yield Object.fromEntries(fewer);
  }
}

/** All numbers that are the same halved together: what says how many there are, and what says something of so many. */
export function* smallerTogether(plain: Plain): Generator<Plain> {
  const paths = pathsOf(plain, []);
  const numbers = new Set(paths.map((path) => at(plain, path)).filter((value) => typeof value === "number"));
  for (const number of [...numbers].filter((one) => Number.isInteger(one) && one > 1).toSorted((a, b) => b - a)) {
    const same = paths.filter((path) => at(plain, path) === number);
    if (same.length < 2) continue;
    yield same.reduce<Plain>((all, path) => changed(all, path, () => Math.floor(number / 2)) as Plain, plain);
  }
}

/** A number 1, halved or rounder; none below `least` that was not there before. */
export function* simplerNumbers(plain: Plain, least = 0): Generator<Plain> {
  for (const path of pathsOf(plain, [])) {
    const value = at(plain, path);
    if (typeof value !== "number" && typeof value !== "string") continue;
    for (const simpler of simplerValues(value, least)) yield changed(plain, path, () => simpler) as Plain;
  }
}

/** The number in a value, and what follows it: `90 %`, `half-life 3 h`, `7`. */
const withNumber = /^(\D*)(\d+(?:\.\d+)?)(.*)$/s;

/** The half of one day, hour or minute. */
const halves: { readonly [time: string]: string | undefined } = { "1 d": "12 h", "1 h": "30 min", "1 min": "30 s" };

function simplerValues(value: number | string, least: number): (number | string)[] {
  const [, before, digits, after] = withNumber.exec(String(value)) ?? [];
  if (digits === undefined) return [];
  const half = halves[value];
  if (half !== undefined) return [half];
  const number = Number(digits);
  const simpler = [1, Math.floor(number / 2), Math.floor(number), oneDigit(number)];
  return [...new Set(simpler)]
    .filter((candidate) => candidate < number && candidate >= least)
    .map((candidate) => (typeof value === "number" ? candidate : `${before}${candidate}${after}`));
}

/** 80 of 87; what has one digit stays. */
function oneDigit(number: number): number {
  const unit = 10 ** Math.max(0, String(Math.floor(number)).length - 1);
  return unit * Math.floor(number / unit);
}

const isMap = (value: Plain | undefined): value is { [key: string]: Plain } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Outer ones first, so that whole blocks go before their fields are tried. */
function pathsOf(plain: Plain, path: Path): Path[] {
  const level: Path[] = [];
  let next: Path[] = [path];
  while (next.length > 0) {
    next = next.flatMap((parent) => keysOf(at(plain, parent)).map((key) => [...parent, key]));
    append(level, next);
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
