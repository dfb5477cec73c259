/** The table as oxlint reads it: for every floor, at every depth of its folders, what its relative imports may not be. */
import { below, floorOf, holdsFloors } from "./floors.js";
import { exempt, type Floor, floors } from "./table.js";

const rule = "no-restricted-imports";

interface Pattern {
  readonly group: readonly string[];
  readonly message: string;
}

/** An entry of `overrides` in .oxlintrc.json. */
export interface Override {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, "off" | readonly ["error", { readonly patterns: readonly Pattern[] }]>>;
}

/** Whether `npm run floors` wrote an override, and not a person. */
export const isGenerated = ({ rules }: Override): boolean => rule in rules;

/** All overrides for these source files (from the root, with `/`). Throws for a file of no floor. */
export function overrides(sources: readonly string[]): readonly Override[] {
  const depths = new Map<Floor, Set<number>>(floors.map((floor) => [floor, new Set([0])]));
  for (const file of sources) {
    const floor = floorOf(file);
    if (floor === undefined) throw new Error(`${file} is of no floor: see test/floors/table.ts`);
    const depth = file.split("/").length - floor.at.split("/").length - 1;
    if (depth > 0 && holdsFloors(floor)) throw new Error(`${file}: its folder is no floor, see test/floors/table.ts`);
    depths.get(floor)?.add(Math.max(0, depth));
  }
  return [
    ...floors.flatMap((floor) =>
      [...(depths.get(floor) ?? [])].toSorted((a, b) => a - b).map((depth) => overrideOf(floor, depth)),
    ),
    { files: ["models/**/*.test.ts", "sim/**/*.test.ts", ...exempt.map(({ file }) => file)], rules: { [rule]: "off" } },
    testsOfEngine,
  ];
}

const testsOfEngine: Override = {
  files: floors
    .filter(({ at, on }) => at.startsWith("sim/") && !on.some((name) => name.startsWith("models")))
    .map(({ at }) => `${at}/**/*.test.ts`),
  rules: {
    [rule]: ["error", { patterns: [{ group: ["**/models/**"], message: "tests of sim know no model either" }] }],
  },
};

function overrideOf(floor: Floor, depth: number): Override {
  const isFile = floor.at.endsWith(".ts");
  const folder = isFile ? floor.at.split("/").slice(0, -1).join("/") : `${floor.at}${"/*".repeat(depth)}`;
  const up = "../".repeat(depth + 1);
  const allowed = below(floor);
  const group = [
    // A folder that holds floors, or a file among them, looks down as well as up.
    ...(isFile ? ["./**"] : holdsFloors(floor) ? ["./*/**"] : []),
    `${up}**`,
    "orrery",
    "orrery/**",
    ...allowed.map((other) => `!${relative(folder, targetOf(other))}`),
  ];
  const names = allowed.map(({ at }) => at).join(", ");
  const message = `${floor.at} imports ${names === "" ? "no other floor" : `only ${names}`}: see test/floors/table.ts`;
  const never = floor.never && { group: floor.never.modules, message: floor.never.why };
  const patterns = never === undefined ? [{ group, message }] : [never, { group, message }];
  return { files: [isFile ? floor.at : `${folder}/*.ts`], rules: { [rule]: ["error", { patterns }] } };
}

const targetOf = (floor: Floor): string =>
  floor.at.endsWith(".ts") ? floor.at.replace(/\.ts$/, ".js") : `${floor.at}/${holdsFloors(floor) ? "*.js" : "**"}`;

/** The path of an import as editors write it; `*` in the folder is a folder unlike any other. */
function relative(from: string, to: string): string {
  const [here, there] = [from.split("/"), to.split("/")];
  let common = 0;
  while (common < here.length && here[common] !== "*" && here[common] === there[common]) common++;
  const up = "../".repeat(here.length - common);
  // A lone star would stand for `..` too.
  const down = there.slice(common).map((name) => (name === "*" ? "[a-z]*" : name));
  return `${up === "" ? "./" : up}${down.join("/")}`;
}
