import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { defaultRuleSet, ruleSetNames, ruleSets } from "../protocol/ground/rule-sets.js";
import { dottedName, switchNames } from "../protocol/ground/switches.js";
import { gossipSchema } from "../gossip/schema.js";
import { mixnetScenarioSchema } from "../mixnet/schema.js";
import { relaySchema } from "../relay/schema.js";
import { scenarioSchema } from "../scenario/schema.js";
import { schemaText } from "../../sim/cli/commands/schema.js";
import { startingFile } from "./starting-file.js";

interface Node {
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties: Readonly<Record<string, Node>>;
}
const text = schemaText({ schema: scenarioSchema });
const document = JSON.parse(text) as Node;
const compiled = (schema: object) => new Ajv2020({ allErrors: true, strict: false }).compile(schema);
const isValid = compiled(document);
const ofModel = new Map<string | undefined, typeof isValid>(
  Object.entries({ relay: relaySchema, mixnet: mixnetScenarioSchema, gossip: gossipSchema }).map(([model, schema]) => [
    model,
    compiled(JSON.parse(schemaText({ schema })) as object),
  ]),
);
const scenarios = fileURLToPath(new URL("../../scenarios", import.meta.url));

/** Paths of what is wrong with a file for an editor. */
const wrongIn = (yaml: string): string[] => {
  const validate = ofModel.get(/^model: (\w+)$/m.exec(yaml)?.[1]) ?? isValid;
  validate(parse(yaml, { merge: true }));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
};
const over = (lines: string): string[] => wrongIn(`extends: orrery:launch\nname: mine\n${lines}`);

describe("scenarios/scenario.schema.json", () => {
  it("is what `orrery schema` prints: npx orrery schema > scenarios/scenario.schema.json", () => {
    const kept = readFileSync(new URL("../../scenarios/scenario.schema.json", import.meta.url), "utf8");
    expect(kept).toBe(text);
  });

  it("describes every key of a scenario", () => {
    for (const name of Object.keys(scenarioSchema.shape))
      expect(document.properties).toHaveProperty([name, "description"]);
  });

  it("accepts every scenario that ships, and the one that `orrery new` writes", () => {
    const files = readdirSync(scenarios, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".yaml"),
    );
    expect(files.length).toBeGreaterThan(15);
    for (const file of files)
      expect({ file, wrong: wrongIn(readFileSync(join(scenarios, file), "utf8")) }).toEqual({ file, wrong: [] });
    expect(wrongIn(startingFile({ name: "a", file: "a.yaml", schemaPath: "s.json" }))).toEqual([]);
  });

  it("offers each switch once, with what it is under each preset", () => {
    const { properties } = document.properties["switches"];
    expect(Object.keys(properties)).toEqual(switchNames);
    for (const name of switchNames) {
      const { description = "" } = properties[name];
      expect({ name, description }).toEqual({
        name,
        description: expect.stringContaining(String(ruleSets[defaultRuleSet][name])),
      });
      for (const preset of ruleSetNames)
        expect(description.includes("under every preset") || description.includes(preset)).toBe(true);
    }
    const { description } = properties["ringSize"];
    expect(description).toMatch(/^provers in a ring\. Unless given: 8 under v2\.1-simplex, .*; 2048 under v2\.0\.6, /);
  });

  it("understands switches with dots as well, with their values", () => {
    for (const name of switchNames) {
      const value = JSON.stringify(ruleSets[defaultRuleSet][name]);
      expect(over(`switches: { ${dottedName(name)}: ${value} }`)).toEqual([]);
    }
    expect(over("switches: { ring.size: eight }")).toEqual([expect.stringContaining("/switches/ring.size: ")]);
    expect(over("switches: { ring.sise: 8 }")).toHaveLength(1);
  });

  it("knows that null takes away, that a plus adds to a list, and that the rest may stand in the other file", () => {
    expect(over("start: null\nattackers: null\ndate: null\nshards: { prefixBits: null, count: 64 }")).toEqual([]);
    expect(over("observed: { columns: { shard.healthy: null } }")).toEqual([]);
    expect(over("switches: { ringSize: null, ringOrder: null }")).toEqual([]);
    expect(
      over("operators+: [{ class: a, count: 1, workers: 4 }]\ntimeline+: [{ at: 1 h, halt: { for: 1 h } }]"),
    ).toEqual([]);
    expect(over("operators+: [{ class: a, cuont: 1, workers: 4 }]")).not.toEqual([]);
    expect(over("operators+: 5")).not.toEqual([]);
    expect(over("shards+: [1]")).not.toEqual([]);
    expect(over("operators: [{ class: a, count: null, workers: 4 }]")).not.toEqual([]);
  });
});
