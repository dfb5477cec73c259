import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "../../test/scenario-files.js";
import { formatErrors } from "./format.js";
import { loadScenario } from "./load.js";
import { limits } from "./limits.js";
import { messages } from "./messages.js";

const schema = z.strictObject({
  name: z.string(),
  peers: z.int().max(1_000_000).optional(),
  list: z.array(z.number()).optional(),
});

/** Loads the text in the time that a person does not notice, and gives what is wrong with it. */
function refuse(text: string | Uint8Array, overrides: string[] = []): string[] {
  return refuseFile(join(folderWith({ "main.yaml": text }), "main.yaml"), overrides);
}

function refuseFile(path: string, overrides: string[] = []): string[] {
  const begun = process.cpuUsage();
  const result = loadScenario(path, { schema, overrides });
  const { user, system } = process.cpuUsage(begun);
  if (result.ok) throw new Error("expected a refusal");
  // The bound for a person is 200 ms. Counted is the work of this process, whatever else the machine does.
  expect((user + system) / 1000).toBeLessThan(2000);
  expect(formatErrors(result.errors).length).toBeLessThan(20_000);
  return result.errors.map(({ message }) => message);
}

describe("a hostile file is refused fast, with a plain message", () => {
  // The first use of a schema compiles it.
  beforeAll(() => void schema.safeParse({}));

  it("of 50 MB, without reading it", () => {
    const path = join(folderWith({}), "main.yaml");
    writeFileSync(path, "name: x\n");
    truncateSync(path, 50_000_000);
    expect(refuseFile(path)).toEqual([expect.stringContaining(messages.tooLarge(50_000_000).problem)]);
  });

  it("that is a folder, a device, missing, binary or not UTF-8", () => {
    const folder = folderWith({});
    mkdirSync(join(folder, "main.yaml"));
    for (const path of [join(folder, "main.yaml"), "/dev/zero"]) {
      expect(refuseFile(path)[0]).toContain(messages.notAFile().problem);
    }
    expect(refuseFile(join(folder, "none.yaml"))).toEqual([messages.missingFile(undefined).problem]);
    for (const bytes of [Uint8Array.of(0x6e, 0x3a, 0), Uint8Array.of(0x6e, 0x3a, 0xff)]) {
      expect(refuse(bytes)[0]).toContain(messages.notText().problem);
    }
  });

  it("of aliases that grow ninefold nine times", () => {
    const levels = Array.from({ length: 9 }, (_, k) => `l${k + 1}: &l${k + 1} [${Array(9).fill(`*l${k}`).join(", ")}]`);
    expect(refuse(`l0: &l0 [1, 2]\n${levels.join("\n")}\n`)).toEqual([
      expect.stringContaining(messages.tooManyValues().problem),
    ]);
  });

  it("of ten thousand aliases of one long text, which stands in the source once", () => {
    const text = `name: x\nx-a: &a "${"long text ".repeat(50_000)}"\nlist: [${Array(10_000).fill("*a").join(", ")}]\n`;
    expect(refuse(text)).toEqual([expect.stringContaining(messages.tooManyCharacters().problem)]);
  });

  it("of five thousand wrong values on one line, telling the first thousand", () => {
    const told = refuse(`{ name: x, list: [${Array(5000).fill("a").join(",")}] }\n`);
    expect(told).toHaveLength(limits.valueErrors + 1);
    expect(told.at(-1)).toBe(messages.moreErrors(4000).problem);
  });

  it("of a word as long as the file in the wrong place, showing its beginning", () => {
    const told = refuse(`  il: 96s\nat: ${"x".repeat(100_000)}\n`);
    expect(told.at(-1)).toMatch(/^not valid YAML: .*x…$/);
    expect(told.filter((message) => message.length > 300)).toEqual([]);
  });

  it("of keys and paths as long as the file, showing their beginning", () => {
    const key = "k".repeat(900);
    const path = join(folderWith({ "main.yaml": `name: x\n${key}: 1\n${key}k: 2\n` }), "main.yaml");
    const result = loadScenario(path, { schema, overrides: [`a.${key}${key}=1`, `["${key}"]=1`] });
    const lines = formatErrors(result.ok ? [] : result.errors).split("\n");
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(800);
  });

  it("whose alias holds itself", () => {
    expect(refuse("name: &a [*a]\n")).toEqual([expect.stringContaining(messages.tooDeep().problem)]);
  });

  it.each([
    ["brackets", "[".repeat(1_000_000)],
    ["dashes", "- ".repeat(500_000)],
    ["question marks", "? ".repeat(500_000)],
    ["braces", `${"{a: ".repeat(33)}1${"}".repeat(33)}`],
  ])("nested too deeply with %s", (_, text) => {
    expect(refuse(text)).toEqual([expect.stringContaining(messages.tooDeep().problem)]);
  });

  it("with more parts than any scenario has", () => {
    expect(refuse(`list: [${"1,".repeat(500_000)}1]\n`)).toEqual([messages.tooManyTokens().problem]);
  });

  it("with ten thousand broken lines, keeping the list short", () => {
    expect(refuse("&a ".repeat(10_000)).length).toBeLessThanOrEqual(limits.syntaxErrors);
  });

  it.each(["__proto__", "constructor", "prototype"])("with the key %s, in the file and in --set", (key) => {
    const read = expect.stringContaining(messages.forbiddenKey(key).problem) as string;
    expect(refuse(`name: x\n${key}: { peers: 1 }\n`)).toEqual([read]);
    expect(refuse("name: x\n", [`${key}.peers=1`])).toEqual([read]);
    expect(refuse("name: x\n", [`name={${key}: 1}`])).toEqual([read]);
    expect(({} as { peers?: unknown }).peers).toBeUndefined();
  });

  it.each([".nan", ".inf", "-.inf", "1e999"])("with the number %s", (number) => {
    expect(refuse(`name: x\npeers: ${number}\n`)).toEqual([
      expect.stringContaining(messages.notFinite(number).problem),
    ]);
  });

  it("with whole numbers that lose digits, or too many peers", () => {
    expect(refuse("name: x\npeers: 12345678901234567890\n")).toEqual([
      expect.stringContaining("too long to be kept exactly"),
    ]);
    expect(refuse("name: x\npeers: 1e12\n")).toEqual([
      "not possible here; read 1e12; allowed: a whole number up to 1000000",
    ]);
  });

  it.each(["name: !!binary aGk=\n", "name: !secret x\n", "!!map\nname: x\n"])("with a tag: %j", (text) => {
    expect(refuse(text)).toEqual([expect.stringContaining("YAML tags are not used")]);
  });

  it("with two documents, a key twice, a key that is no word, nothing, or no map", () => {
    expect(refuse("name: x\n---\nname: y\n")).toEqual([expect.stringContaining(messages.tooManyDocuments().problem)]);
    expect(refuse("name: x\nname: y\n")).toEqual([expect.stringContaining(messages.duplicateKey("name", 1).problem)]);
    expect(refuse("name: x\n[1]: y\n")).toEqual([expect.stringContaining(messages.keyNotPlain("[1]").problem)]);
    expect(refuse("# nothing\n")).toEqual([expect.stringContaining(messages.emptyFile().problem)]);
    expect(refuse("- 1\n")).toEqual([expect.stringContaining(messages.notAMap("a list of 1").problem)]);
  });

  it("and its control characters do not reach the terminal", () => {
    const path = join(folderWith({ "main.yaml": 'name: "\u001b[2Jx"\npeers: "\u001b[2J\u202e"\n' }), "main.yaml");
    const result = loadScenario(path, { schema });
    expect(result.ok ? "" : formatErrors(result.errors)).not.toMatch(/\p{Cf}|\p{Cc}(?<!\n)/u);
  });
});
