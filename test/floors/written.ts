/** What `npm run floors` writes, as text. */
import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { drawing } from "./drawing.js";
import { isGenerated, type Override, overrides } from "./overrides.js";
import { sources } from "./sources.js";
import { floors } from "./table.js";

const root = new URL("../../", import.meta.url);

/** Each file from the root, with what has to stand in it. What a person wrote in the lint's file stays. */
export async function written(): Promise<readonly (readonly [path: string, text: string])[]> {
  const lint = JSON.parse(readFileSync(new URL(".oxlintrc.json", root), "utf8")) as { overrides: Override[] };
  lint.overrides = [...lint.overrides.filter((override) => !isGenerated(override)), ...overrides(sources)];
  const options = await resolveConfig(new URL(".oxlintrc.json", root));
  const text = await format(JSON.stringify(lint), { ...options, parser: "json" });
  return [
    [".oxlintrc.json", text],
    ["docs/floors.svg", drawing(floors)],
  ];
}
