/** The two tables of docs/security.md that runs say: which verdict each question has under which rules, and which mutation turns which. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { root } from "../docs/repository.js";
import { type Mutation, mutations } from "./mutations.js";
import { fileOf, isVariant, packNames, ruleSets } from "./pack.js";
import { type Answered, answersTo } from "./verdicts.js";

export const pageFile = "docs/security.md";

/** What stands between `<!-- NAME -->` and `<!-- /NAME -->` of the page. */
const between = (name: string): RegExp => new RegExp(`(?<=<!-- ${name} -->\n)[^]*?(?=<!-- /${name} -->)`);

/** The page as it is, with both tables as they are now. */
export async function renewedPage(options: { readonly store: string; readonly workers: number }): Promise<string> {
  const verdicts = table(["scenario, expectation", ...ruleSets], await verdictRows(options));
  const turned = table(["what is so then", "changed", "turns"], mutations.map(mutationRow));
  const text = readFileSync(join(root, pageFile), "utf8")
    .replace(between("verdicts"), () => `\n${verdicts}\n`)
    .replace(between("mutations"), () => `\n${turned}\n`);
  return await format(text, { parser: "markdown", printWidth: 120 });
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |\n`).join("");

async function verdictRows(options: { readonly store: string; readonly workers: number }): Promise<string[][]> {
  const names = packNames();
  const cases = names.flatMap((name) =>
    ruleSets.map((rules) => ({ file: fileOf(name), set: isVariant(name) ? [] : [`rules=${rules}`] })),
  );
  const answers = await answersTo(cases, options);
  const own = await answersTo(
    names.map((name) => ({ file: fileOf(name), set: [] })),
    options,
  );
  return names.flatMap((name, at) => {
    const rules = own[at]?.scenario.rules;
    return (own[at]?.findings ?? []).map(({ id }, k) => [
      `\`${name}\` ${id}`,
      ...ruleSets.map((column, c) =>
        isVariant(name) && column !== rules ? "" : cellOf(answers[at * ruleSets.length + c], k, column === rules),
      ),
    ]);
  });
}

/** Under other rules than its own a weakness that is known is one that is not there. */
function cellOf(answered: Answered, k: number, isOwn: boolean): string {
  if (answered === null) return "–";
  const { outcome, occurrences, replications } = answered.findings[k];
  const word = outcome === "fixed" && !isOwn ? "pass" : outcome;
  return `${word.toUpperCase()}${occurrences === null ? "" : ` ${occurrences}/${replications}`}`;
}

const changeText = ({ set, code }: Mutation): string =>
  code === undefined
    ? (set ?? []).map((one) => `\`${one}\``).join(", ")
    : `\`${code.file}\`: \`${code.to.replace("kick", "…")}\``;

const mutationRow = (mutation: Mutation): string[] => [
  mutation.what,
  changeText(mutation),
  `\`${mutation.scenario}\` ${mutation.turns}`,
];
