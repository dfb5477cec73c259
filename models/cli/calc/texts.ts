/** Printed pages of `orrery calc`: the list of rules, the help of one rule, the general help. */
import type { AnyRule } from "../../protocol/ground/rule.js";
import {
  type SwitchName,
  defaultRuleSet,
  ruleSetNames,
  ruleSets,
  switchTable,
} from "../../protocol/ground/rule-sets.js";
import { ruleSections } from "../../protocol/rules.js";
import { allowedValues } from "../../protocol/ground/switches.js";
import { exampleCommand } from "../../calc/example.js";
import { type Field, formsOf } from "../../calc/fields.js";
import { quantityExample } from "../../calc/quantities.js";
import { type Variant, variantsOf } from "../../calc/variants.js";

/** Longest answer of a variant that is shown. */
const answerLength = 120;

/** All rules, one line each, under the sections of protocol.md. */
export function listText(): string {
  const width = Math.max(...ruleSections.flatMap(({ rules }) => rules.map(({ id }) => id.length)));
  const sections = ruleSections.map(({ number, title, rules }) =>
    [`${number} ${title}`, ...rules.map(({ id, about }) => `  ${id.padEnd(width)}  ${about}`)].join("\n"),
  );
  return `${sections.join("\n\n")}\n`;
}

/** `orrery calc --help`. */
export function generalHelp(): string {
  return page([
    ["Usage", ["orrery calc RULE [--field value…]   one rule; fields as flags, or one JSON object on standard input"]],
    [
      "Options",
      [
        "--ruleSet NAME        era of the network: " + ruleSetNames.join(", ") + ` (${defaultRuleSet} unless given)`,
        "--set switch=value    one switch that differs from the rule set; may be repeated; haltThreshold or halt.threshold",
        "--list                all rules, one line each",
        '--batch               answers lines {"rule": …, "ruleSet": …, "switches": {…}, "in": {…}} of standard input, in order,',
        '                      with lines {"out": …} or {"error": "…"}; ruleSet and switches may be missing',
        "--help                this; with a RULE its fields, formula, source and an example",
      ],
    ],
    ["Numbers", numberNotes],
    ["Switches", Object.keys(switchTable).flatMap((name) => switchLines(name as SwitchName))],
    ["Examples", ["orrery calc ring.info --activePlusJoining 9", "orrery calc emission.pomwBasis --help"]],
  ]);
}

/** `orrery calc RULE --help`. */
export function ruleHelp(rule: AnyRule): string {
  const { switches, different } = variantsOf(rule);
  const example = exampleCommand(rule);
  const forms = formsOf(rule);
  return page([
    [rule.id, [rule.about]],
    ...forms.map((fields, k): Part => [formTitle(k, forms.length), fieldLines(fields)]),
    ["Answer", [rule.output]],
    ["Formula", [rule.formula]],
    ["Source", [`protocol.md section ${sectionOf(rule)}; ${rule.source}`]],
    ["Switches that the example depends on", switches.flatMap(switchLines)],
    ["The example under other rule sets", different.map(variantLine)],
    ["Example", [example.line, JSON.stringify(rule.example.out)]],
    ["Numbers", numberNotes],
  ]);
}

const sectionOf = (rule: AnyRule): number | undefined => ruleSections.find(({ rules }) => rules.includes(rule))?.number;

const numberNotes = [
  "JSON numbers or decimal strings; beyond 2^53 decimal strings only, in answers too.",
  'Fields with a unit also take quantities in another: "1 TB", "10 s", "1.5 QUIL", "99.5 %"; answers are in the unit that they name.',
];

type Part = readonly [title: string, lines: readonly string[]];

/** Parts without lines are left out. */
const page = (parts: readonly Part[]): string =>
  `${parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join("\n"))
    .join("\n\n")}\n`;

const formTitle = (k: number, count: number): string => (count === 1 ? "Fields" : k === 0 ? "Fields" : "or fields");

/** Name, type and meaning in columns; fields of inner objects below theirs, indented. */
function fieldLines(fields: readonly Field[]): readonly string[] {
  const rows = rowsOf(fields, "");
  const [names, types] = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
  return rows.map(([name, type, about]) => `${name.padEnd(names)}  ${type.padEnd(Math.min(types, 30))}  ${about}`);
}

function rowsOf(fields: readonly Field[], indent: string): readonly (readonly string[])[] {
  return fields.flatMap((field) => [
    [indent + field.name, field.type, meaningOf(field)],
    ...field.inside.flatMap((inner, k) => [
      ...(k > 0 ? [[`${indent}  or`, "", ""]] : []),
      ...rowsOf(inner, `${indent}  `),
    ]),
  ]);
}

/** With how a quantity of the field's unit is written. */
function meaningOf(field: Field): string {
  const quantity = quantityExample(field);
  const notes = [
    ...(quantity === undefined ? [] : [`or such as ${quantity}`]),
    ...(field.isOptional ? ["optional"] : []),
  ];
  return notes.length === 0 ? field.about : `${field.about} (${notes.join("; ")})`;
}

function switchLines(name: SwitchName): readonly string[] {
  return [
    `${name}: ${switchTable[name].about} (${allowedValues(name).join(", ")}; ${defaultRuleSet}: ${ruleSets[defaultRuleSet][name]})`,
  ];
}

function variantLine({ ruleSet, answer }: Variant): string {
  const text = "out" in answer ? JSON.stringify(answer.out) : `refused: ${answer.error}`;
  return `${ruleSet}: ${text.length > answerLength ? `${text.slice(0, answerLength)}…` : text}`;
}
