/** Texts of scenarios and of files that they name, in which characters stand that terminals, pages and pictures would obey. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { messages } from "../../sim/scenario/messages.js";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import { beside, outcomeOf, scenarios } from "../../test/tiny-scenarios.js";

const written = captureOutput();

const turned = "\u202e";
/** As YAML writes it, and as it stands in a file. */
const forms = [
  [String.raw`a\u202eb`, "U+202E"],
  [String.raw`a\e[31mb`, "U+001B"],
  [String.raw`a\a`, "U+0007"],
  [String.raw`a\u0000`, "U+0000"],
  [String.raw`a\u2028b`, "U+2028"],
  [String.raw`a\rb`, "U+000D"],
  [String.raw`\ud83d`, "U+D83D"],
  [`a${turned}b`, "U+202E"],
  ["a\u2066b", "U+2066"],
] as const;

const { network } = scenarios;
/** Of each place one scenario. */
const places: readonly (readonly [path: string, text: (form: string) => string])[] = [
  ["about", (form) => `${network}about: "${form}"\n`],
  ["seed", (form) => `${network}seed: "${form}"\n`],
  ["operators[0].class", (form) => network.replace("class: n", `class: "${form}"`)],
  ["timeline[0].label", (form) => `${network}timeline: [{ at: 5 min, label: "${form}", outage: { for: 1 min } }]\n`],
  ["expect[0].because", (form) => `${network}expect: [{ that: shard.count > 0, because: "${form}" }]\n`],
];

describe("a scenario with characters that nobody would see", () => {
  const each = places.flatMap(([path, text]) => forms.map(([form, code]) => ({ path, form, code, text })));
  it.each(each)("is refused at its place: $path with $code", async ({ path, form, code, text }) => {
    const file = join(folderWith({ "t.yaml": text(form) }), "t.yaml");
    const refused = String(await outcomeOf("run", [file, "--quiet", "--no-report", "--out", join(file, "..", "out")]));
    expect(refused).toMatch(/t\.yaml:\d+:\d+: /);
    expect(refused).toContain(` ${path}: ${messages.unseenCharacter("", code).problem}`);
  });

  it("is told once for a text that many refer to, and for keys", async () => {
    const text = `${network}x-a: &a "b${turned}"\nabout: *a\nseed: *a\n"k${turned}": 1\n`;
    const file = join(folderWith({ "t.yaml": text }), "t.yaml");
    expect(String(await outcomeOf("plan", [file])).match(/nobody would see/g)).toHaveLength(2);
  });

  it("may have lines, tabs and what languages are written with, also with the ends of lines of Windows", async () => {
    const text = `${network}about: |\n  one\ttwo\n  größer 日本 🙂 \u200e\n`.replaceAll("\n", "\r\n");
    expect(await outcomeOf("plan", [join(folderWith({ "t.yaml": text }), "t.yaml")])).toBe(exitCodes.ok);
    expect(await outcomeOf("plan", [join(folderWith({ "t.yaml": `${network}seed: "a\\nb"\n` }), "t.yaml")])).toContain(
      "write it on one line, without tabs",
    );
  });

  it("is refused where a node of a file has them in its name", async () => {
    const files = { ...beside, "t.yaml": scenarios.relay, "nodes.csv": `node\na\nb${turned}c\n` };
    const refused = await outcomeOf("plan", [join(folderWith(files), "t.yaml")]);
    expect(refused).toContain("node b\\u202ec has a character that nobody would see (U+202E)");
  });

  it("writes out those in the names of files", async () => {
    const folder = folderWith({ [`t${turned}.yaml`]: network });
    const file = join(folder, `t${turned}.yaml`);
    const typed = [file, "--quiet", "--out", join(folder, `o${turned}`)];
    expect(await outcomeOf("run", typed)).toBe(exitCodes.ok);
    expect(written.out).toContain("o\\u202e");
    expect(written.out + written.err).not.toContain(turned);
  });
});
