import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "../../../test/scenario-files.js";
import { byteCount, duration, perTime, share } from "../../units/schema.js";
import { errorAt, type Problem } from "../error.js";
import { loadScenario } from "../load.js";
import { makeSource } from "../source.js";
import { toYaml } from "../print.js";
import { messages } from "./messages.js";
import { coinField } from "../../../test/coin-amount.js";

const schema = z.strictObject({
  name: z.string().default("base"),
  seed: z.union([z.int().min(0), z.string()]).default(1),
  rules: z.enum(["old", "v2.1"]).default("old"),
  horizon: duration().prefault("1 d"),
  peers: z.int().min(1).max(1000).default(10),
  speed: z.number().optional(),
  uptime: share().prefault("99 %"),
  arrive: perTime().prefault("0/d"),
  supply: coinField().prefault("0 COIN"),
  operators: z.array(z.strictObject({ class: z.string(), count: z.int() })).default([]),
  stores: z.strictObject({ count: z.int().min(1), world: byteCount().prefault("1 GB") }).prefault({ count: 4 }),
  replications: z.int().default(1),
});
const base = "operators: [{ class: home, count: 5 }]\n";

function load(text: string, overrides: string[] = []) {
  return loadScenario(join(folderWith({ "main.yaml": base + text }), "main.yaml"), { schema, overrides });
}

function design(text: string, overrides: string[] = []) {
  const loaded = load(text, overrides);
  if (!loaded.ok) throw new Error(loaded.errors.map(({ message }) => message).join("\n"));
  const expanded = loaded.sweep?.expand();
  if (expanded === undefined) throw new Error("expected a sweep");
  if (!("points" in expanded)) throw new Error(expanded.map(({ message }) => message).join("\n"));
  return expanded;
}

const parameters = (text: string, overrides: string[] = []): unknown =>
  design(text, overrides).points.map((point) => point.parameters);

/** `line:column path: message` of everything that is wrong, at once or at the points. */
function errorsOf(text: string): string[] {
  const loaded = load(text);
  const errors = loaded.ok ? (loaded.sweep?.expand() ?? []) : loaded.errors;
  if (!Array.isArray(errors)) throw new Error("expected errors");
  return errors.map(({ line, column, path, message }) => `${line - 1}:${column} ${path}: ${message}`);
}
const said = (problem: Problem): string =>
  errorAt({ source: makeSource("", ""), offset: 0, length: 0 }, "", problem).message;

const columns = (text: string): unknown =>
  Object.fromEntries(design(text).columns.map(({ name, values }) => [name, values]));

const known = (names: readonly string[]) => ({ names, spelled: names });

describe("swept fields as columns", () => {
  it("are numbers in one unit, which their name ends in, where they are quantities", () => {
    const both =
      "sweep:\n  zip:\n    horizon: { from: 1 h, to: 2.2 h, step: 0.4 h }\n    uptime: { from: 20 %, to: 35 %, step: 5 % }\n";
    expect(columns(both)).toEqual({ horizon_h: [1, 1.4, 1.8, 2.2], uptime_share: [0.2, 0.25, 0.3, 0.35] });
    expect(columns("sweep: { stores.world: [1 GB, 500 MB], arrive: [1/h, 48/d] }\n")).toEqual({
      "stores.world_gb": [1, 1, 0.5, 0.5],
      arrive_per_h: [1, 2, 1, 2],
    });
    expect(columns("sweep: { horizon: { from: 90 min, to: 3 h, count: 2 } }\n")).toEqual({ horizon_min: [90, 180] });
  });

  it("have one heading whichever points are kept", () => {
    expect(columns("sweep: { horizon: [1 d, 36 h, 1 week], where: horizon > 2 d }\n")).toEqual({ horizon_d: [7] });
  });

  it("are as they are written where they are words, numbers, lists or maps", () => {
    const text = "sweep: { rules: [old, v2.1], peers: [1], seed: [7, a b], stores: [{ count: 2 }] }\n";
    expect(columns(text)).toMatchObject({
      rules: ["old", "old", "v2.1", "v2.1"],
      peers: [1, 1, 1, 1],
      seed: [7, "a b", 7, "a b"],
      stores: Array(4).fill('{"count":2}'),
    });
  });
});

describe("a sweep", () => {
  it("of several lists has every combination, the last field fastest", () => {
    const { paths, points } = design("sweep:\n  peers: [1, 2]\n  operators[0].count: [7, 8, 9]\n");
    expect(paths).toEqual(["peers", "operators[0].count"]);
    expect(points.map((point) => point.parameters)).toEqual([
      [1, 7],
      [1, 8],
      [1, 9],
      [2, 7],
      [2, 8],
      [2, 9],
    ]);
    expect(points[4]).toMatchObject({ point: 4, value: { peers: 2, operators: [{ count: 8 }] } });
  });

  it("is left out of the scenario that other commands see", () => {
    const loaded = load("sweep: { peers: [1, 2] }\n");
    expect(loaded).toMatchObject({ ok: true, value: { peers: 10 }, sweep: { written: { peers: [1, 2] } } });
    expect(loaded.ok && loaded.written).not.toHaveProperty("sweep");
  });

  it("sweeps in steps without rounding, up to the last value that fits", () => {
    expect(parameters("sweep: { speed: { from: 0.1, to: 0.5, step: 0.1 } }")).toEqual([
      [0.1],
      [0.2],
      [0.3],
      [0.4],
      [0.5],
    ]);
    expect(parameters("sweep: { peers: { from: 1, to: 10, step: 4 } }")).toEqual([[1], [5], [9]]);
    expect(parameters("sweep: { horizon: { from: 12 h, to: 2 d, step: 12 h } }")).toEqual([
      ["12 h"],
      ["1 d"],
      ["36 h"],
      ["2 d"],
    ]);
    expect(parameters("sweep: { uptime: { from: 99 %, to: 100 %, step: 0.5 % } }")).toEqual([
      ["99 %"],
      ["99.5 %"],
      ["100 %"],
    ]);
  });

  it("counts values on a linear and on a log scale, whole where the field is whole", () => {
    expect(parameters("sweep: { peers: { from: 1, to: 1000, count: 4, scale: log } }")).toEqual([
      [1],
      [10],
      [100],
      [1000],
    ]);
    expect(parameters("sweep: { peers: { from: 1, to: 10, count: 3 } }")).toEqual([[1], [6], [10]]);
    expect(parameters("sweep: { speed: { from: 0.01, to: 1, count: 3, scale: log } }")).toEqual([[0.01], [0.1], [1]]);
    expect(parameters("sweep: { arrive: { from: 10/d, to: 40/d, count: 4 } }")).toEqual([
      ["10/d"],
      ["20/d"],
      ["30/d"],
      ["40/d"],
    ]);
    expect(parameters("sweep: { stores.world: { from: 1 B, to: 2 B, count: 2 } }")).toEqual([["1 B"], ["2 B"]]);
    expect(parameters("sweep: { supply: { from: 1 grains, to: 1 COIN, count: 3 } }")).toEqual([
      ["1 grains"],
      ["4000000001 grains"],
      ["1 COIN"],
    ]);
  });

  it("lets fields under zip advance together, beside others", () => {
    const text = "sweep:\n  zip: { peers: [1, 2], horizon: [1 h, 2 h] }\n  speed: [3, 4]\n";
    expect(parameters(text)).toEqual([
      [1, "1 h", 3],
      [1, "1 h", 4],
      [2, "2 h", 3],
      [2, "2 h", 4],
    ]);
    const groups = "sweep:\n  zip:\n    - { peers: [1, 2], horizon: [1 h, 2 h] }\n    - { speed: [3, 4] }\n";
    expect(parameters(groups)).toEqual(parameters(text));
  });

  it("keeps the points that meet all conditions, numbered without gaps", () => {
    const text =
      "sweep:\n  peers: [1, 5, 9]\n  stores.count: [1, 5, 9]\n  where: [peers >= stores.count, peers != 9]\n";
    const { points } = design(text);
    expect(points.map((point) => [point.point, ...point.parameters])).toEqual([
      [0, 1, 1],
      [1, 5, 1],
      [2, 5, 5],
    ]);
    expect(parameters("sweep:\n  horizon: [12 h, 1 d, 2 d]\n  where: horizon <= 24 h\n")).toEqual([["12 h"], ["1 d"]]);
    expect(parameters("sweep:\n  rules: [old, v2.1]\n  where: rules = v2.1\n")).toEqual([["v2.1"]]);
    // What only a default says can be compared too.
    expect(parameters("sweep:\n  peers: [1, 9]\n  where: stores.count < peers\n")).toEqual([[9]]);
  });

  it("draws a Latin hypercube with one value in each part of every range, the same each time", () => {
    const text =
      "sweep:\n  latin: { points: 8, over: { speed: { from: 0, to: 8 }, peers: { from: 1, to: 256, scale: log } } }\n";
    const points = design(text).points.map((point) => point.parameters as number[]);
    const sorted = (k: number): number[] => points.map((values) => values[k]).toSorted((a, b) => a - b);
    expect(sorted(0).map(Math.floor)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    sorted(1).forEach((value, k) => {
      expect(value).toBeGreaterThanOrEqual(Math.floor(2 ** k));
      expect(value).toBeLessThanOrEqual(Math.ceil(2 ** (k + 1)));
    });
    expect(parameters(text)).toEqual(points);
    expect(parameters(text, ["seed=2"])).not.toEqual(points);
    const more = text.replace("} }\n", ", horizon: { from: 1 h, to: 9 h } } }\n");
    expect(design(more).points.map((point) => point.parameters.slice(0, 2))).toEqual(points);
  });

  it("can be changed from the command line, and is replaced as a whole by a file that extends another", () => {
    expect(parameters("sweep: { peers: [1, 2] }\n", ["sweep.peers=[3]", 'sweep["stores.count"]=[4, 5]'])).toEqual([
      [3, 4],
      [3, 5],
    ]);
    const folder = folderWith({
      "base.yaml": `${base}sweep: { peers: { from: 1, to: 3, step: 1 } }\n`,
      "main.yaml": "extends: base.yaml\nsweep: { horizon: [1 h] }\n",
    });
    const loaded = loadScenario(join(folder, "main.yaml"), { schema });
    expect(loaded.ok && loaded.sweep?.expand()).toMatchObject({ paths: ["horizon"] });
  });

  it("has points whose written form loads to the same value", () => {
    for (const { written, value } of design("sweep: { arrive: { from: 1/d, to: 9/d, count: 4 }, supply: [1.5 COIN] }\n")
      .points) {
      const again = loadScenario(join(folderWith({ "p.yaml": toYaml(written) }), "p.yaml"), { schema });
      expect(again).toMatchObject({ ok: true, value });
    }
  });
});

describe("a sweep that cannot be", () => {
  it("is told all that is wrong with its text, each at its place", () => {
    const text = `sweep:
  peeers: [1]
  operators[3].count: [1]
  stores.count: { from: 9, to: 1, count: 2 }
  horizon: { from: 1 h, to: 2 GB, step: 1 h }
  speed: { from: 0, to: 1, count: 3, scale: log }
  uptime: { from: 1 %, to: 2 % }
  name: [a, b]
  arrive: [1/d, 2/d, 1/d]
  zip: { seed: [1, 2], rules: [old] }
  where: [peers is large, stores.cuont > 3, 3 < 4]
`;
    expect(errorsOf(text)).toEqual([
      `2:3 sweep.peeers: ${said(messages.unknownPath("peeers", known(Object.keys(schema.shape))))}`,
      "3:3 operators: there is no such place in the list; read [3]; allowed: [0] to [0], or [1] to add one",
      `4:32 sweep["stores.count"]: ${said(messages.notAbove("1"))}`,
      `5:29 sweep.horizon: ${said(messages.differentKinds("2 GB", "a duration"))}`,
      `6:18 sweep.speed: ${said(messages.logFromZero("0"))}`,
      `7:11 sweep.uptime: ${said(messages.stepOrCount())}`,
      `8:3 sweep.name: ${said(messages.notAParameter("name", "it names the scenario and its results; points have numbers"))}`,
      `9:22 sweep.arrive: ${said(messages.sameValue("1/d"))}`,
      `10:8 sweep.zip: ${said(messages.differentLengths(["seed has 2", "rules has 1"]))}`,
      `11:11 sweep.where: ${said(messages.notACondition("peers is large"))}`,
      `11:27 sweep.where: ${said(messages.unknownPath("cuont", known(["count", "world"])))}`,
      `11:45 sweep.where: ${said(messages.noField("3 < 4"))}`,
    ]);
  });

  it("is refused by its grammar", () => {
    expect(errorsOf("sweep: 3\n")).toEqual([
      "1:8 sweep: not possible here; read 3; allowed: a map with zip, latin, where, randomNumbers",
    ]);
    expect(errorsOf("sweep: {}\n")).toEqual([`1:1 sweep: ${said(messages.nothingSwept())}`]);
    const [listless] = errorsOf("sweep: { peers: 5 }\n");
    expect(listless).toContain(
      "1:17 sweep.peers: not possible here; read 5; allowed: a list or a map with from, to, step, count, scale",
    );
    expect(errorsOf("sweep: { peers: { from: 1, to: 2, stpe: 1 } }\n")[0]).toContain("did you mean step?");
    expect(errorsOf("sweep: { peers: [1], zip: { peers: [2] } }\n")).toEqual([
      `1:29 sweep.peers: ${said(messages.sweptTwice("peers"))}`,
    ]);
  });

  it("names the point at which a value is refused, once for all points alike", () => {
    const text = "sweep:\n  peers: [5, 5000]\n  horizon: [1 h, 30, 2 h]\n";
    const atPeers = "not possible here; read 5000; allowed: a whole number from 1 to 1000";
    const errors = errorsOf(text);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/^3:18 horizon: design point 1 \(peers = 5, horizon = 30\): .*needs a unit/);
    expect(errors[0]).toContain("; likewise at 1 more point");
    expect(errors[1]).toBe(`2:14 peers: ${messages.atPoint(3, "peers = 5000, horizon = 1 h", atPeers, 2)}`);
  });

  it.each([
    ["from: -5 %, to: 50 %, count: 3", "-5 %", "a share"],
    ["from: 0 %, to: 1e90 %, count: 3", "1e90 %", "a share"],
    ["from: 0 %, to: 99999999999999999999999999999 %, step: 1 %", "99999999999999999999999999999 %", "a share"],
    ["from: 0 %, to: 1e999 %, count: 2", "1e999 %", "a share"],
    ["from: -1 ms, to: 1 s, count: 2", "-1 ms", "a duration"],
    ["from: 0 COIN, to: 1e60 COIN, count: 2", "1e60 COIN", "an amount of tokens"],
  ])("refuses a range { %s } with an end that no file can say", (range, read, what) => {
    const [place] = errorsOf(`sweep: { uptime: { ${range} } }\n`);
    expect(place).toMatch(/^1:\d+ sweep\.uptime: /);
    expect(place).toContain(said(messages.cannotBe(read, what)));
  });

  it("is refused when it has too many points, or none", () => {
    const ranges = "sweep: { peers: { from: 1, to: 1000, step: 1 }, stores.count: { from: 1, to: 1000, step: 1 } }\n";
    expect(errorsOf(ranges)).toEqual([`1:1 sweep: ${said(messages.tooManyCombinations(1_000_000))}`]);
    const many = "sweep: { peers: { from: 1, to: 1000, step: 1 }, stores.count: { from: 1, to: 11, step: 1 } }\n";
    expect(errorsOf(many)).toEqual([`1:1 sweep: ${said(messages.tooManyPoints(11_000))}`]);
    expect(errorsOf("sweep: { peers: [1], where: peers > 3 }\n")).toEqual([`1:1 sweep: ${said(messages.noPoints())}`]);
  });

  it("is refused when a condition compares what cannot be compared", () => {
    expect(errorsOf("sweep: { peers: [1], where: peers < horizon }\n")).toEqual([
      `1:29 sweep.where: ${said(messages.notComparable("a plain number", "a duration"))}`,
    ]);
    expect(errorsOf("sweep: { peers: [1], where: speed = 3 }\n")).toEqual([
      `1:29 sweep.where: ${said(messages.noValue("speed"))}`,
    ]);
  });
});
