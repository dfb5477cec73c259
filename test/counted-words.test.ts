/** No sentence says "1 nodes": whatever number stands before a plural goes through `counted`, or a choice between one and many. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { sources } from "./floors/sources.js";

const root = new URL("../", import.meta.url);

/** What a number of Orrery is a number of. */
const nouns =
  "nodes|shards|frames|workers|provers|allocations|operators|peers|messages|bytes|bits|rows|columns|cells|points|runs|replications|times|errors|files|days|connections|members|" +
  "channels|regions|links|values|characters|letters|words|levels|parts|events|draws|heartbeats|machines|tokens|topics|masks|votes|rings|splits|merges|leaves|joins|kinds|looks|paths|" +
  "trees|threads|cores|metrics|figures|identities|subscriptions|flows|sessions|batches|rounds|players|users|archives|copies|hops|dials|addresses|faults|stages|entries|lines|digits|" +
  "minutes|seconds|hours|years|epochs|blocks|transactions|prices|dollars|steps|others|objectives|constraints|parameters|cheats|evictions|registrations|positions|places|samples|" +
  "positions|fields|changes|moves|moments|windows|deliveries|requests|answers|polls|bands|outages|groups|scenarios|units|turns|squarings|participants|contributions|gaps|pictures|" +
  "tables|tests|dealers|ones|claims|names|adoptions|paths|processes|commands|classes|attackers|proposals|confirmations|rejects|headers|switches|rules|coins|buckets|choices|futures|pairs|seeds|brackets|entities|spans";
/** Words after which no plural is of the number before them. */
const between =
  "has|holds|have|of|in|by|over|on|for|are|is|was|that|buys|pays|miscounts|answers|cannot|how|after|cost|many|from|with|between|to|and|the|already|keep|were|take|each|says|needs|gives|shares|counts|as";
const plural = new RegExp(`^ (?:(?!(?:${between}) )[a-zA-Z-]+ ){0,2}?(?:${nouns})\\b`);

/** Plurals that stay: by file, and why what is before them is not one of it. */
const plain: { readonly [where: string]: string } = {
  "models/scenario/followed.ts: value units": "a key that nobody reads",
  "sim/units/file-name.ts: fileNameLength letters": "a constant",
  "sim/units/plugin-answer.ts: member answers": "a verb",
};

/** Constants that are larger than one, with what they are of. */
const larger = /^(?:limits\.\w+|max[A-Z]\w*|max)$/;

/** Whether it is in a branch that was chosen by comparing a number with one, or two. */
function isChosen(node: ts.Node): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    const condition = ts.isConditionalExpression(parent)
      ? parent.condition
      : ts.isIfStatement(parent)
        ? parent.expression
        : undefined;
    if (condition !== undefined && at !== condition && /[=<>]=?=? ?[12]\b/.test(condition.getText())) return true;
  }
  return false;
}

/** Numbers before a plural, as `line: text`. */
export function uncounted(name: string, text: string): readonly string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateSpan(node)) {
      const said = plural.exec(node.literal.text)?.[0];
      const expression = node.expression.getText();
      if (said !== undefined && !expression.startsWith("counted(") && !larger.test(expression) && !isChosen(node)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${name}:${line + 1}: ${expression}${said}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("sentences with numbers", () => {
  it("speak of one as one", () => {
    const found = sources.flatMap((name) => uncounted(name, readFileSync(new URL(name, root), "utf8")));
    expect(found.map((one) => one.replace(/:\d+:/, ":")).toSorted()).toEqual(Object.keys(plain));
  });

  it("are found where they do not, and are left where they choose or name no number", () => {
    const said = (text: string): number => uncounted("a.ts", `f(\`${text}\`);`).length;
    expect(["${n} nodes", "of ${a.b(c)} more active provers left", "${x} errors"].map(said)).toEqual([1, 1, 1]);
    expect(['${counted(n, "node")}', "${folder} has nodes", "${ms} ms", "at most ${max} nodes"].map(said)).toEqual([
      0, 0, 0, 0,
    ]);
    expect(uncounted("a.ts", "const t = n === 1 ? `a node` : `${n} nodes`;")).toEqual([]);
    expect(uncounted("a.ts", "const t = n === 7 ? `a node` : `${n} nodes`;")).toHaveLength(1);
  });
});
