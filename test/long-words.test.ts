/** Whatever text somebody writes in a scenario, and however long, a refusal of it can be read. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadCase, oneFile } from "./fuzz/load-case.js";

const folder = mkdtempSync(join(tmpdir(), "orrery-long-words-"));
afterAll(() => rmSync(folder, { recursive: true }));

const longestMessage = 1500;

/** Where texts are read that are no plain value: names, figures, conditions, formulas, fields. */
const places: Readonly<Record<string, (text: string) => string>> = {
  output: (text) => `outputs: ["${text}"]`,
  "figure of an output": (text) => `outputs: ["max(${text})"]`,
  "limit of an output": (text) => `outputs: ["first(population.peers > ${text})"]`,
  expectation: (text) => `expect: ["${text}"]`,
  "probability of an expectation": (text) => `expect: ["P(${text}) < 5 %"]`,
  "condition of an expectation": (text) => `expect: ["never ${text}"]`,
  "condition of an event": (text) => `timeline: [{ when: "${text}", halt: { lose: 3 } }]`,
  "metric of an event": (text) => `timeline: [{ when: "${text} > 3", halt: { lose: 3 } }]`,
  "moment of an event": (text) => `timeline: [{ at: "${text}", halt: { lose: 3 } }]`,
  formula: (text) => `curve: { kind: formula, formula: "${text}" }`,
  "sum in a formula": (text) => `curve: { kind: formula, formula: "1 QUIL + ${text}" }`,
  curve: (text) => `curve: "${text}"`,
  "swept field": (text) => `sweep: { "${text}": [1, 2] }`,
  "condition of a sweep": (text) => `sweep: { seed: [1, 2], where: "${text}" }`,
  "aim of a search": (text) => `search: { over: { shards.count: { from: 1, to: 4 } }, maximise: "${text}" }`,
  "field of a search": (text) => `search: { over: { "${text}": { from: 1, to: 4 } }, maximise: max(population.peers) }`,
  "end of a range": (text) =>
    `search: { over: { shards.count: { from: 1, to: "${text}" } }, maximise: max(population.peers) }`,
  "steps of a range": (text) =>
    `search: { over: { shards.count: { from: 1, to: 4, count: "${text}" } }, maximise: max(population.peers) }`,
  "value of a search": (text) => `search: { over: { shards.count: ["${text}", 4] }, maximise: max(population.peers) }`,
  "end of a swept range": (text) => `sweep: { shards.count: { from: 1, to: "${text}", count: 3 } }`,
  "swept value": (text) => `sweep: { shards.count: [1, "${text}"] }`,
  "end of a tuned range": (text) =>
    `tune: { over: { shards.count: { from: "${text}", to: 4 } }, minimise: ["mean(max(population.peers))"] }`,
  "aim of a tuning": (text) => `tune: { over: { shards.count: { from: 1, to: 4 } }, minimise: ["${text}"] }`,
  "constraint of a tuning": (text) =>
    `tune: { over: { shards.count: { from: 1, to: 4 } }, minimise: ["mean(max(population.peers))"], constraints: ["${text}"] }`,
  "rule set": (text) => `rules: "${text}"`,
  switch: (text) => `switches: { "${text}": on }`,
  "kind of an attacker": (text) => `attackers: [{ kind: "${text}" }]`,
  "model of a price": (text) => `market: { price: { start: 1 USD, model: { kind: "${text}" } } }`,
  base: (text) => `extends: "${text}"`,
  key: (text) => `"${text}": 1`,
};

const texts: Readonly<Record<string, string>> = {
  word: "x".repeat(3000),
  words: "ab ".repeat(1000).trim(),
  sum: Array.from({ length: 1000 }, () => "x").join("+"),
  negations: `${"not ".repeat(1500)}x`,
  "negated brackets": `${"not (".repeat(1500)}x`,
  digits: "9".repeat(3000),
  brackets: `${"(".repeat(1500)}${")".repeat(1500)}`,
};

const network = [
  "name: long words",
  "horizon: 1 h",
  "operators: [{ class: all, count: 4, workers: 1 }]",
  "shards: { count: 4, world: 4 GB }",
].join("\n");

describe("a refusal of a long text", () => {
  for (const [place, lineOf] of Object.entries(places))
    it.each(Object.entries(texts))(`is short: ${place}, %s`, (_what, text) => {
      const loaded = loadCase(folder, oneFile(`${network}\n${lineOf(text)}\n`));
      const messages = loaded.ok ? ["it was taken"] : loaded.errors.map(({ message }) => message);
      expect(messages).not.toEqual([]);
      expect(messages).not.toContain("it was taken");
      expect(messages.filter((message) => message.length > longestMessage)).toEqual([]);
    });
});
