import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { idleOverrides } from "../../../models/plan/refusals/idle-switches.js";
import { ruleSetNames, ruleSets, switchTable } from "../../../models/protocol/ground/rule-sets.js";
import { scenarioSchema } from "../../../models/scenario/schema.js";
import { switchNamed, switchNames } from "../../../models/protocol/ground/switches.js";
import { jsonSchemaOf } from "../../../sim/scenario/json-schema.js";
import { folderWith } from "../../scenario-files.js";
import { loadCase, oneFile } from "../load-case.js";
import { randomScenario } from "./random-scenario.js";

const texts = Array.from({ length: 600 }, (_unused, number) => randomScenario("a seed", number));
const documents = texts.map((text) => parse(text) as Record<string, unknown>);

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
}

/** Every field of the schema by its path, and every word that a field can be, as `path = word`. */
function said(schema: JsonSchema, path: string): string[] {
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, of]) => [
    `${path}.${name}`,
    ...said(of, `${path}.${name}`),
  ]);
  const words = (schema.enum ?? []).map((word) => `${path} = ${String(word)}`);
  const items = schema.items === undefined ? [] : said(schema.items, `${path}[]`);
  return [...fields, ...words, ...items, ...(schema.anyOf ?? []).flatMap((option) => said(option, path))];
}

/** The same of a scenario. */
function saidIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => saidIn(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return [`${path} = ${String(value)}`];
  return Object.entries(value).flatMap(([name, of]) => [`${path}.${name}`, ...saidIn(of, `${path}.${name}`)]);
}

/** Whether a switch decides nothing in any simulated network. */
const isIdle = (name: string): boolean =>
  idleOverrides("v2.1-epoch", { [name]: 1 }, { ...ruleSets["v2.1-epoch"], [name]: 1 }).length > 0;

describe("random scenarios", () => {
  it("are the same for the same seed and number, and others for others", () => {
    expect(randomScenario("a seed", 7)).toBe(texts[7]);
    expect(new Set(texts).size).toBe(texts.length);
    expect(randomScenario("another seed", 7)).not.toBe(texts[7]);
  });

  it("are hardly ever refused", () => {
    const folder = folderWith({});
    const refused = texts.filter((text) => !loadCase(folder, oneFile(text)).ok);
    expect(refused.length).toBeLessThan(texts.length / 50);
  });

  it("say everything that the schema knows, and every word of it", () => {
    const schema = JSON.parse(jsonSchemaOf(scenarioSchema, { title: "", description: "" })) as JsonSchema;
    const { switches: _ofTheirOwn, sweep: _anyPath, extends: _files, ...properties } = schema.properties ?? {};
    const known = new Set(documents.flatMap((document) => saidIn(document, "")));
    // Releases of presets and of most switches have random networks of their own, in release.test.ts.
    // What is said to the file that a scenario extends, it does not say without one: a key that goes, a list that grows.
    const elsewhere = /^\.timeline\[\]\.release\.(rules|switches)\b|\+(?:$|[.[])| = null$/;
    const fields = said({ properties }, "").filter((what) => !elsewhere.test(what));
    expect(fields.length).toBeGreaterThan(100);
    expect(fields.filter((what) => !known.has(what))).toEqual([]);
    expect(known).toContain(".sweep");
  });

  it("override every switch that decides something, with every word that it can be", () => {
    const overrides = documents.flatMap(({ switches = {} }) => Object.entries(switches as object));
    const known = new Set(overrides.map(([key, value]) => `${switchNamed(key)} = ${String(value)}`));
    const words = switchNames.flatMap((name) => {
      const entry = switchTable[name];
      const values = "values" in entry ? entry.values : [];
      return values.map((value) => ({ name, value, text: `${name} = ${value}` }));
    });
    const missing = words.filter(({ name, value, text }) => {
      const isPreset = ruleSetNames.some((preset) => ruleSets[preset][name] === value);
      return !known.has(text) && !isPreset && !isIdle(name);
    });
    expect(missing).toEqual([]);
    const named = new Set(overrides.map(([key]) => switchNamed(key)));
    expect(switchNames.filter((name) => !named.has(name) && !isIdle(name))).toEqual([]);
  });
});
