/**
 * Arguments of a call stand on the stack: `push(...list)` and `Math.max(...list)` end a run once the list has some 100,000
 * items, after whatever time it took to get there. So lists are spread into calls only where they can never be long.
 */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = new URL("../", import.meta.url);

/** Spread arguments that stay: by file, and why their lists are short. */
const short: { readonly [where: string]: string } = {
  "models/protocol/ground/calc-schema.ts: ...forms.map((issues) => issues.length)": "one a form of a field",
  "models/plan/refusals/range-refusals.ts: ...firstListHistogram.map(({ points }) => points)": "four values",
  "models/systems/merges/merges.ts: ...pair.map(of)": "two siblings",
  "models/protocol/ground/switches.ts: ...conflictsOf(preset, switches, written)": "at most one a switch",
  "models/cli/calc/texts.ts: ...ruleSections.flatMap(({ rules }) => rules.map(({ id }) => id.length))": "one a rule",
  "models/cli/calc/texts.ts: ...rows.map((row) => row[column].length)": "one a field of a rule",
  "sim/output/diff-trace/compare-traces.ts: ...files": "two traces",
  "sim/output/diff-trace/compare-traces.ts: ...lines.map(orderOf)": "two traces",
  "sim/cli/terminal/help.ts: ...commands.map(({ usage }) => usage.length)": "one a command",
  "sim/kernel/event-fold.ts: ...this.lanes": "four lanes",
  "sim/kernel/messages.ts: ...failure.lastEvents.map((event) => ` ${formatEvent(event)}`)": "the last eight events",
  "sim/table/state-reader.ts: ...units.subarray(from, from + pieceLength)": "a piece of a text",
  "sim/units/formula/bounds.ts: ...node.parts.map((part) => boundsOf(part, names))":
    "sixteen parts of a function at most",
  "sim/units/formula/evaluate.ts: ...node.parts.map((part) => valueOf(part, names))":
    "sixteen parts of a function at most",
  "models/output/turns/turns-of-run.ts: ...evictions(told, turns)": "three bursts of a cause at most",
  "models/output/turns/turns-of-run.ts: ...halts(told, turns)": "three bursts of a cause at most",
  "models/output/turns/turns-of-run.ts: ...herds(told, turns)": "three bursts of a cause at most",
  "models/output/turns/turns-of-run.ts: ...idleClasses(told, turns)": "one a class",
  "models/output/turns/turns-of-run.ts: ...own.toSorted((a, b) => b.weight - a.weight || a.frame - b.frame).slice(0, maxSteps)":
    "as many steps as are told",
  "models/output/turns/turns-of-run.ts: ...quorumLosses(told, turns)": "three bursts of a cause at most",
  "sim/cli/commands/metrics.ts: ...figures.map(({ written }) => written.length)": "one a reduction",
  "sim/experiment/compare/precision.ts: ...counts": "one a metric that was asked for",
  "sim/experiment/compare/ready-comparison.ts: ...error.errors": "what is wrong with two scenarios",
  "sim/stats/distributions.ts: ...parameters": "parameters of a distribution",
  "sim/experiment/twice/lockstep.ts: ...recorders.map(({ rowCount }) => rowCount)": "two runs",
};

/** Spread arguments of the calls in a source text, as they are written. */
function spreadArguments(text: string): readonly string[] {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      for (const argument of node.arguments ?? []) {
        if (ts.isSpreadElement(argument)) found.push(argument.getText(source).replaceAll(/\s+/g, " "));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const sources = ["models", "sim"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name}`),
);

describe("lists spread into the arguments of a call", () => {
  it("are found in calls and constructors, and told from lists, objects and parameters", () => {
    expect(spreadArguments("due.push(...spared.splice(0)); new Set(...a, [...b], f({ ...c }));")).toEqual([
      "...spared.splice(0)",
      "...a",
    ]);
    expect(spreadArguments("const f = (...d: number[]) => [...d];")).toEqual([]);
  });

  it("are those that can never be long", () => {
    const found = sources.flatMap((name) =>
      spreadArguments(readFileSync(new URL(name, root), "utf8")).map((argument) => `${name}: ${argument}`),
    );
    expect([...new Set(found)].toSorted()).toEqual(Object.keys(short).toSorted());
  });
});
