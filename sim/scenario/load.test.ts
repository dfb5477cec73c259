import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "../../test/scenario-files.js";
import { scenarioName } from "../units/file-name.js";
import { byteCount, duration, share } from "../units/schema.js";
import type { Problem } from "./error.js";
import { loadScenario } from "./load.js";
import { messages } from "./messages.js";

const group = z.strictObject({
  class: z.string(),
  count: z.int().min(0).max(1_000_000),
  uptime: share().prefault("99 %"),
  strategy: z.enum(["reward greedy", "data greedy"]).prefault("reward greedy"),
  longevity: z.union([z.literal("historic"), share()]).prefault("historic"),
});
const schema = z.strictObject({
  name: scenarioName(),
  seed: z.union([z.int().min(0), z.string()]).prefault(1),
  horizon: duration().describe("simulated time"),
  operators: z.array(group).min(1),
  stores: z.strictObject({ count: z.int().min(1).prefault(3), world: byteCount().prefault("154 GB") }).prefault({}),
  load: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("constant"), size: byteCount() }),
      z.strictObject({ kind: z.literal("bursts"), every: duration() }),
    ])
    .optional(),
});

const base = "name: base\nhorizon: 30 d\noperators:\n  - class: home\n    count: 3\n";

function load(files: { [path: string]: string }, overrides: string[] = []) {
  return loadScenario(join(folderWith(files), "main.yaml"), { schema, overrides });
}

/** `line:column path` and message of each error. */
function errorsOf(files: { [path: string]: string } | string, overrides: string[] = []): string[] {
  const result = load(typeof files === "string" ? { "main.yaml": files } : files, overrides);
  if (result.ok) throw new Error("expected errors");
  return result.errors.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

const text = ({ problem, read, allowed, nearest }: Problem): string =>
  [
    problem,
    ...(read === undefined ? [] : [`read ${read}`]),
    ...(allowed === undefined ? [] : [`allowed: ${allowed}`]),
  ].join("; ") + (nearest === undefined ? "" : `; did you mean ${nearest}?`);

describe("a scenario that is right", () => {
  it("is given as the program uses it, with defaults, and as it would be written, in the order of the schema", () => {
    const result = load({ "main.yaml": "horizon: 1 h\noperators: [{ count: 3, class: home }]\nname: base\n" });
    expect(result).toMatchObject({
      ok: true,
      value: { seed: 1, horizon: 3_600_000_000, stores: { world: 154_000_000_000 } },
    });
    expect(JSON.stringify(result.ok && result.written)).toBe(
      '{"name":"base","seed":1,"horizon":"1 h","operators":[{"class":"home","count":3,"uptime":"99 %",' +
        '"strategy":"reward greedy","longevity":"historic"}],"stores":{"count":3,"world":"154 GB"}}',
    );
  });

  it("may repeat a value by anchor and alias", () => {
    const result = load({ "main.yaml": `${base}stores: { world: &w 1 GB }\nload: { kind: constant, size: *w }\n` });
    expect(result).toMatchObject({ ok: true, value: { load: { size: 1_000_000_000 } } });
  });
});

const merged = (rest: string) =>
  load({
    "main.yaml": `name: m\nhorizon: 1 h\noperators:\n  - &a { class: dc, count: 5, uptime: 98 % }\n${rest}`,
  });
const operatorsOf = (result: ReturnType<typeof merged>): unknown => result.ok && result.value.operators;

describe("merge keys", () => {
  it("bring what a map does not say itself, wherever they stand in it", () => {
    const [first, second] = operatorsOf(
      merged("  - { <<: *a, class: home }\n  - { class: hub, <<: *a, count: 7 }\n"),
    ) as never[];
    expect([first, second]).toMatchObject([{ class: "dc" }, { class: "home", count: 5, uptime: 0.98 }]);
  });

  it("take the first of several maps that has a key", () => {
    const all = operatorsOf(
      merged("  - &b { class: b, count: 1 }\n  - { <<: [*b, *a] }\n  - { <<: { count: 9 }, class: c }\n"),
    );
    expect(all).toMatchObject([{}, {}, { class: "b", count: 1, uptime: 0.98 }, { class: "c", count: 9 }]);
  });

  it("lead errors to where the value was written", () => {
    const wrong = { "main.yaml": "x-a: &a\n  count: -1\nname: m\nhorizon: 1 h\noperators: [{ <<: *a, class: c }]\n" };
    expect(errorsOf(wrong)).toEqual([
      `2:10 operators[0].count: ${text(messages.wrongValue("-1", "a whole number from 0 to 1000000"))}`,
    ]);
  });

  it("are refused where they name no map, and are keys like any other in quotes", () => {
    expect(errorsOf(`${base}<<: 5\n`)).toEqual([`6:5 ["<<"]: ${text(messages.mergesNoMap("5"))}`]);
    expect(errorsOf(`${base}<<:\n`)).toEqual([`6:4 ["<<"]: ${text(messages.mergesNoMap("nothing"))}`]);
    expect(errorsOf(`${base}"<<": 5\n`)).toEqual([expect.stringContaining("unknown key; read <<")]);
  });
});

describe("keys that begin with x-", () => {
  it("are left out wherever they stand, and may be referred to", () => {
    const result = load({
      "main.yaml": `x-days: &d 2 d\n${base.replace("30 d", "*d")}stores: { x-why: [1, { a: b }], count: 5 }\n`,
    });
    expect(result).toMatchObject({ ok: true, value: { horizon: 172_800_000_000, stores: { count: 5 } } });
    expect(JSON.stringify(result.ok && result.written)).not.toContain("x-");
  });

  it("must be YAML all the same", () => {
    expect(errorsOf(`${base}x-a: *nothing\n`)).toEqual([expect.stringContaining("names nothing above it")]);
  });
});

describe("errors in values", () => {
  it("come all at once, in the order of the file, each with its place, what is allowed and the nearest word", () => {
    const file =
      "name: base\nhorizon: 30\noperators:\n  - { class: home, cuont: -1 }\n  - { class: hub, count: -1, strategy: greed }\nsede: 4\n";
    expect(errorsOf(file)).toEqual([
      '2:10 horizon: "30" needs a unit: write "30 ms" or "30 s"',
      `4:5 operators[0].count: ${text(messages.missing("a whole number from 0 to 1000000"))}`,
      `4:20 operators[0].cuont: ${text(messages.unknownKey("cuont", Object.keys(group.shape)))}`,
      `5:26 operators[1].count: ${text(messages.wrongValue("-1", "a whole number from 0 to 1000000"))}`,
      `5:40 operators[1].strategy: ${text(messages.wrongValue("greed", "reward greedy or data greedy"))}`,
      `6:1 sede: ${text(messages.unknownKey("sede", [...Object.keys(schema.shape), "extends", "sweep", "search", "tune"]))}`,
    ]);
    expect(messages.unknownKey("cuont", Object.keys(group.shape)).nearest).toBe("count");
  });

  it("about a missing key say what it is for", () => {
    const missing = messages.missing("a duration, for example 50 ms, 10 s, 30 d", "simulated time");
    expect(errorsOf(base.replace("horizon: 30 d\n", ""))).toEqual([`1:1 horizon: ${text(missing)}`]);
  });

  it("take −0 for the zero that it is", () => {
    const loaded = load({ "main.yaml": `seed: -0\n${base}` });
    expect(loaded.ok && Object.is(loaded.value.seed, 0)).toBe(true);
  });

  it.each(["1_000", '"1,000"', "'1000'"])("say that %s is text, and which number was meant", (written) => {
    expect(errorsOf(`${base}stores: { count: ${written} }\n`)).toEqual([
      expect.stringMatching(/text, .*did you mean 1000\?$/),
    ]);
  });

  it("suggest nothing that is too long to be read", () => {
    const [message] = errorsOf(`${base}stores:\n  count: ${"999,".repeat(400)}999\n`);
    expect(message).toContain("as text, not as a number");
    expect(message).not.toContain("did you mean");
    expect(message.length).toBeLessThan(300);
  });

  it("of a union name every alternative, and the nearest word", () => {
    expect(errorsOf(base.replace("count: 3", "count: 3\n    longevity: histroic"))[0]).toContain(
      "did you mean historic?",
    );
    expect(errorsOf(base.replace("count: 3", "count: 3\n    longevity: 7"))[0]).toMatch(
      /needs a unit.*or one of the words historic/,
    );
    expect(errorsOf(`${base}seed: -1\n`)).toEqual([
      `6:7 seed: ${text(messages.wrongValue("-1", "a whole number from 0 or text"))}`,
    ]);
  });

  it("of alternatives that a key chooses between are about the chosen one", () => {
    expect(errorsOf(`${base}load: { kind: bursts, every: 3 }\n`)[0]).toContain('load.every: "3" needs a unit');
    expect(errorsOf(`${base}load: { kind: burst }\n`)).toEqual([
      `6:15 load.kind: ${text(messages.wrongValue("burst", "constant or bursts", "bursts"))}`,
    ]);
  });

  it("found later point to where the value was written, or to what stands above it", () => {
    const result = load({ "main.yaml": base });
    if (!result.ok) throw new Error("expected a scenario");
    expect(result.errorFor("operators[0].count", "too many")).toMatchObject({
      line: 5,
      column: 12,
      message: "too many; read 3",
    });
    expect(result.errorFor("stores.count", "too few")).toMatchObject({ line: 1, column: 1 });
  });

  it("found later have their place however long a key is, and whatever it holds", () => {
    for (const key of ["k".repeat(100_000), '"[a].b\\'.repeat(1000)]) {
      const text = `${base}named:\n  ? ${JSON.stringify(key)}\n  : 5\n`;
      const named = schema.extend({ named: z.record(z.string(), z.number()) });
      const result = loadScenario(join(folderWith({ "main.yaml": text }), "main.yaml"), { schema: named });
      if (!result.ok) throw new Error("expected a scenario");
      const path = `named[${JSON.stringify(key)}]`;
      expect(result.errorFor(path, "too many")).toMatchObject({ line: 8, column: 5, message: "too many; read 5" });
    }
  });
});

const study = (files: { [path: string]: string }, root?: string) => {
  const folder = folderWith(files);
  const named = root === undefined ? {} : { root: join(folder, root) };
  return loadScenario(join(folder, "studies/a/main.yaml"), { schema, ...named });
};

describe("extends", () => {
  it("merges maps, replaces lists, and errors point to the file where the value was written", () => {
    const files = {
      "main.yaml": "extends: parts/lower.yaml\nname: upper\nstores: { count: 5 }\n",
      "parts/lower.yaml": `extends: ../ground.yaml\nstores: { world: 1 GB }\n`,
      "ground.yaml": `${base}stores: { count: 9, world: 2 GB }\n`,
    };
    expect(load(files)).toMatchObject({
      ok: true,
      value: { name: "upper", stores: { count: 5, world: 1_000_000_000 } },
    });
    const broken = load({ ...files, "ground.yaml": `${base}stores: { count: 9, wrld: 2 GB }\n` });
    expect(broken.ok ? [] : broken.errors.map(({ file, line }) => [file.split("/").pop(), line])).toEqual([
      ["ground.yaml", 6],
    ]);
  });

  const project = {
    "package.json": "{}",
    "base.yaml": base,
    "studies/a/main.yaml": "extends: ../../base.yaml\nname: a\n",
  };
  it("reaches whatever lies in the project, which begins with package.json or .git, or where --root says", () => {
    expect(study(project)).toMatchObject({ ok: true, value: { name: "a", operators: [{ count: 3 }] } });
    const { "package.json": _, ...unmarked } = project;
    expect(study({ ...unmarked, ".git/HEAD": "" })).toMatchObject({ ok: true });
    expect(study(unmarked, ".")).toMatchObject({ ok: true });
    for (const refused of [
      study(unmarked),
      study(project, "studies"),
      study({ ...project, "studies/package.json": "{}" }),
    ]) {
      expect(refused.ok ? [] : refused.errors[0]).toMatchObject({ line: 1, column: 10, path: "extends" });
      expect(refused.ok ? "" : refused.errors[0].message).toContain(messages.extendsOutside("", "").problem);
    }
  });

  it.each(["../outside.yaml", "sub/../../outside.yaml"])("refuses to read %s, out of the project", (path) => {
    const [error] = errorsOf({ "main.yaml": `extends: ${path}\n`, "package.json": "{}" });
    expect(error).toMatch(/^1:10 extends: leads out of the project; read \S+outside\.yaml; allowed: .*--root/);
  });

  it.each(["/etc/passwd", "..\\outside.yaml"])("refuses to read %s, which is no relative path everywhere", (path) => {
    expect(errorsOf({ "main.yaml": `extends: ${path}\n` })).toEqual([
      `1:10 extends: ${text(messages.extendsNotRelative(path))}`,
    ]);
  });

  it("refuses a file that extends itself, showing how", () => {
    const [error] = errorsOf({ "main.yaml": "extends: b.yaml\n", "b.yaml": "extends: main.yaml\n" });
    expect(error).toMatch(/^1:10 extends: extends itself: \S+main\.yaml → \S+b\.yaml → \S+main\.yaml$/);
  });

  it("refuses a chain of more than eight files, and a file that is not there", () => {
    const chain = Object.fromEntries(Array.from({ length: 9 }, (_, k) => [`${k}.yaml`, `extends: ${k + 1}.yaml\n`]));
    expect(errorsOf({ "main.yaml": "extends: 0.yaml\n", ...chain })[0]).toContain("too many files extend each other");
    expect(errorsOf({ "main.yaml": "extends: bse.yaml\n", "base.yaml": base })[0]).toMatch(
      /no such file; did you mean \S+base\.yaml\?$/,
    );
  });
});

const over = (rest: string) => ({ "main.yaml": `extends: base.yaml\n${rest}`, "base.yaml": base });
const entry = (name: string): string => `[{ class: ${name}, count: 1 }]`;
const added = (name: string): string => `operators+:\n  - { class: ${name}, count: 1 }\n`;

const classes = (files: { [path: string]: string }, overrides: string[] = []): string[] => {
  const result = load(files, overrides);
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join());
  return result.value.operators.map(({ class: name }) => name);
};

describe("a list that is added to", () => {
  it("has its entries behind those of the file that is extended, over any number of files, and of --set", () => {
    const files = {
      "main.yaml": `extends: middle.yaml\n${added("third")}`,
      "middle.yaml": `extends: base.yaml\n${added("second")}`,
      "base.yaml": base,
    };
    expect(classes(files)).toEqual(["home", "second", "third"]);
    expect(classes(files, ["operators+=[{ class: fourth, count: 1 }]", "operators[3].count=2"])).toEqual([
      "home",
      "second",
      "third",
      "fourth",
    ]);
    expect(
      classes({ ...files, "middle.yaml": "extends: base.yaml\noperators: [{ class: other, count: 1 }]\n" }),
    ).toEqual(["other", "third"]);
  });

  it("begins with what is added where there is none", () => {
    expect(classes({ "main.yaml": `name: a\nhorizon: 1 d\n${added("only")}` })).toEqual(["only"]);
  });

  it("is refused where it stands: no list, twice, and a key that holds none", () => {
    expect(errorsOf(over("operators+: 5\n"))).toEqual([`2:13 operators+: ${text(messages.addsNoList("5"))}`]);
    expect(errorsOf(over(`operators: [{ class: a, count: 1 }]\n${added("b")}`))).toEqual([
      `3:1 operators+: ${text(messages.duplicateKey("operators+", 2))}`,
    ]);
    expect(errorsOf(over("stores+: [1]\n"))[0]).toMatch(/^2:1 stores\+: unknown key; .*did you mean stores\?$/);
    expect(errorsOf({ "main.yaml": base }, ["operators+=home"])).toEqual([
      `1:12 operators+: ${text(messages.addsNoList("home"))}`,
    ]);
    const [wrong] = errorsOf(over("operators+: [{ class: b, cuont: 1 }]\n"));
    expect(wrong).toMatch(/^2:14 operators\[1\]\.count: is missing/);
  });

  it("is another at each point of a sweep", () => {
    const swept = `${base}sweep:\n  operators+: [[], ${entry("b")}, ${entry("c")}]\n  operators[0].count: [7]\n`;
    const loaded = load({ "main.yaml": swept });
    if (!loaded.ok) throw new Error("expected a scenario");
    const design = loaded.sweep?.expand();
    if (design === undefined || !("points" in design)) throw new Error("expected points");
    expect(design.paths).toEqual(["operators+", "operators[0].count"]);
    expect(design.points.map(({ value }) => value.operators.map((one) => `${one.class} ${one.count}`))).toEqual([
      ["home 7"],
      ["home 7", "b 1"],
      ["home 7", "c 1"],
    ]);
    const wrong = load({ "main.yaml": `${base}sweep: { operators+: [[], 5] }\n` });
    expect(wrong.ok ? [] : wrong.errors.map(({ line, path }) => `${line} ${path}`)).toEqual(["6 sweep.operators+"]);
  });
});

const upper = (rest: string, overrides: string[] = []) =>
  load(
    {
      "main.yaml": `extends: base.yaml\n${rest}`,
      "base.yaml": `${base}load: { kind: bursts, every: 1 h }\nstores: { count: 9 }\n`,
    },
    overrides,
  );
const said = (result: ReturnType<typeof upper>): string[] =>
  result.ok
    ? []
    : result.errors.map(({ file, line, column, message }) => `${file.split("/").at(-1)}:${line}:${column} ${message}`);

describe("null", () => {
  it("takes away what an extended file says, at any depth, in the file and by --set", () => {
    for (const result of [upper("load: null\n"), upper("load: ~\n"), upper("", ["load=null"])]) {
      expect(result.ok && Object.keys(result.value)).not.toContain("load");
    }
    expect(upper("stores: { count: null }\n")).toMatchObject({ ok: true, value: { stores: { count: 3 } } });
  });

  it("of a key that must be there is refused where it stands", () => {
    const missing = messages.missing("a duration, for example 50 ms, 10 s, 30 d", "simulated time");
    expect(said(upper("horizon: null\n"))).toEqual([`main.yaml:2:10 ${text(missing)}`]);
    expect(said(upper("", ["horizon=null"]))).toEqual([`--set:1:9 ${text(missing)}`]);
  });

  it("is refused where there is nothing, and an empty value is no null", () => {
    const nothing = messages.nothingToRemove("null", "a whole number from 0 or text");
    expect(said(upper("seed: null\n"))).toEqual([`main.yaml:2:7 ${text(nothing)}`]);
    expect(said(upper("laod: null\n"))).toEqual([
      expect.stringMatching(/unknown key; read laod; .*did you mean load\?$/),
    ]);
    expect(said(upper("load:\n"))).toEqual([expect.stringContaining("read nothing")]);
    expect(errorsOf("extends: none.yaml\nseed: null\n")).toEqual([expect.stringContaining("no such file")]);
  });

  it("in a sweep is a point without", () => {
    const result = upper("sweep: { load: [null, { kind: bursts, every: 2 h }], seed: [null, 7] }\n");
    const design = result.ok ? result.sweep?.expand() : undefined;
    const points = design !== undefined && "points" in design ? design.points : [];
    expect(points.map(({ value }) => [value.load !== undefined, value.seed])).toEqual([
      [false, 1],
      [false, 7],
      [true, 1],
      [true, 7],
    ]);
    expect(design).toMatchObject({ columns: [{ values: ["", "", expect.any(String), expect.any(String)] }, {}] });
  });

  it("takes away a sweep", () => {
    const files = { "main.yaml": "extends: base.yaml\nsweep: null\n", "base.yaml": `${base}sweep: { seed: [1, 2] }\n` };
    expect(load(files)).toMatchObject({ ok: true, sweep: undefined });
  });
});

describe("--set", () => {
  it("shows what was read even where that is nothing, or blanks", () => {
    expect(errorsOf(base, ["=1"])).toEqual([expect.stringContaining('is not a path; read ""')]);
  });

  it("replaces values inside lists and maps, and adds what was not written", () => {
    const result = load({ "main.yaml": base }, [
      "operators[0].count=5",
      "stores.world=1 GB",
      "operators[1]={class: hub, count: 1}",
    ]);
    expect(result).toMatchObject({
      ok: true,
      value: { operators: [{ count: 5 }, { class: "hub" }], stores: { count: 3, world: 1e9 } },
    });
  });

  it("reports its own place, path and nearest word", () => {
    const result = load({ "main.yaml": base }, [
      "seed=2",
      "stores.cuont=5",
      "operators[7].count=1",
      "stores.world=",
      "5",
      "a..b=1",
      "name=[1,",
    ]);
    expect(
      result.ok ? [] : result.errors.map((e) => `${e.file}:${e.line}:${e.column} ${e.path}: ${e.message}`),
    ).toEqual([
      `--set:2:1 stores.cuont: ${text(messages.unknownKey("cuont", ["count", "world"]))}`,
      `--set:3:1 operators: ${text(messages.setIndex(7, 1))}`,
      expect.stringContaining("--set:4:14 stores.world: "),
      `--set:5:1 : ${text(messages.setNotAnAssignment())}`,
      `--set:6:1 : ${text(messages.setBadPath("a..b"))}`,
      `--set:7:9 name: ${text(messages.yamlSyntax("Flow sequence must end with a ]"))}`,
    ]);
  });
});
