/** Tables that programs write into pages of `docs/`, each between two comments that say whose it is. */
import { format } from "prettier";

const ends = "<!-- end -->";

/**
 * The page with these tables in the places that are marked for them, `<!-- PROGRAM: NAME -->` to `<!-- end -->`, formatted. `program` is what
 * `npm run` calls. Throws `RangeError` where a table has no place.
 */
export async function withTables(
  page: string,
  tables: ReadonlyMap<string, string>,
  program: "validate" | "attacks",
): Promise<string> {
  let text = page;
  for (const [name, table] of tables) {
    const begins = `<!-- ${program}: ${name} -->`;
    const from = text.indexOf(begins);
    const to = text.indexOf(ends, from);
    if (from < 0 || to < 0) throw new RangeError(`the page has no place for the table "${name}": ${begins} … ${ends}`);
    text = `${text.slice(0, from)}${begins}\n\n${table}\n\n${text.slice(to)}`;
  }
  return await format(text, { parser: "markdown", printWidth: 120 });
}
