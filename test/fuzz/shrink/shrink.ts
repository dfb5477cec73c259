/** Makes a failing case as small as it gets while it still fails in the same way. */
import { parse } from "yaml";
import { shrink as smallestOf } from "../../../sim/experiment/shrink/shrink.js";
import { simplerFields } from "../../../sim/experiment/shrink/simpler-fields.js";
import { withoutParts } from "../../../sim/experiment/shrink/without-parts.js";
import { toYaml } from "../../../sim/scenario/print.js";
import type { Plain } from "../../../sim/scenario/tree.js";
import type { FuzzCase } from "../fuzz-case.js";
import type { CaseFiles } from "../load-case.js";

export interface ShrinkOptions {
  /** Whether a candidate fails as the case did. */
  readonly fails: (candidate: FuzzCase) => Promise<boolean>;
  /** Most candidates that are tried. */
  readonly attempts: number;
  /** Asked before each candidate: a case that takes half a minute would be tried for hours. */
  readonly isOver?: () => boolean;
}

export async function shrink(
  failing: FuzzCase,
  { fails, attempts, isOver = () => false }: ShrinkOptions,
): Promise<FuzzCase> {
  let left = attempts;
  const input = await smallestOf(failing.input, {
    passes,
    fails: (candidate) => fails({ ...failing, input: candidate }),
    isOver: () => left-- <= 0 || isOver(),
    isRepeated: false,
  });
  return { ...failing, input };
}

function* fewerSets({ files, sets }: CaseFiles): Generator<CaseFiles> {
  for (const fewer of withoutParts(sets)) yield { files, sets: fewer };
}

function* fewerFiles({ files, sets }: CaseFiles): Generator<CaseFiles> {
  const [main, ...others] = Object.entries(files);
  for (const fewer of withoutParts(others)) yield { files: Object.fromEntries([main, ...fewer]), sets };
}

const fewerLines = (input: CaseFiles): Iterable<CaseFiles> =>
  simplerTexts(input, function* (text) {
    for (const lines of withoutParts(text.split("\n"))) yield lines.join("\n");
  });

const fewerLetters = (input: CaseFiles): Iterable<CaseFiles> =>
  simplerTexts(input, function* (text) {
    for (const letters of withoutParts(Array.from(text))) yield letters.join("");
  });

const fewerFields = (input: CaseFiles): Iterable<CaseFiles> =>
  simplerTexts(input, function* (text) {
    const plain = plainIn(text);
    if (plain === undefined) return;
    for (const simpler of simplerFields(plain)) yield toYaml(simpler);
  });

/** Ways to take something away, the coarse ones first. */
const passes: readonly ((input: CaseFiles) => Iterable<CaseFiles>)[] = [fewerSets, fewerFiles, fewerLines, fewerFields, fewerLetters]; // prettier-ignore

function* simplerTexts({ files, sets }: CaseFiles, simpler: (text: string) => Iterable<string>): Generator<CaseFiles> {
  for (const [name, text] of Object.entries(files)) {
    if (typeof text !== "string") continue;
    for (const shorter of simpler(text)) yield { files: { ...files, [name]: shorter }, sets };
  }
}

/** What YAML makes of a text; undefined where it makes nothing of it. */
function plainIn(text: string): Plain | undefined {
  try {
    const plain = parse(text, { logLevel: "silent" }) as Plain;
    return typeof plain === "object" && plain !== null ? plain : undefined;
  } catch {
    return undefined;
  }
}
