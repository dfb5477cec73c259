/** Source tags of the code: where a docstring says "protocol.md" and a rule or a section. */
import { documents, readText, repositoryFiles } from "./repository.js";

export interface SourceTag {
  readonly file: string;
  /** Ids of rules that it names, without quotes. */
  readonly rules: readonly string[];
  /** Sections and items that it names, for example "6.3". */
  readonly sections: readonly string[];
}

const number = String.raw`\d+(?:\.\d+)*`;
const joint = String.raw`(?:, and |, | and | to )`;
const tag = new RegExp(
  String.raw`protocol\.md,?\s+(?:sections?\s+)?(?:(${number}(?:${joint}${number})*)|(\x60[\w.]+\x60(?:${joint}\x60[\w.]+\x60)*))`,
  "g",
);

/** A tag may be broken over two lines of a comment. */
const unwrapped = (text: string): string => text.replaceAll(/\n\s*(?:\*|\/\/)?\s*/g, " ");

export const tagsIn = (file: string, text: string): SourceTag[] =>
  [...unwrapped(text).matchAll(tag)].map(([, sections, rules]) => ({
    file,
    sections: sections === undefined ? [] : [...sections.matchAll(new RegExp(number, "g"))].map(([each]) => each),
    rules: rules === undefined ? [] : [...rules.matchAll(/`([\w.]+)`/g)].map(([, id]) => id),
  }));

const looksLikeCode = (path: string): boolean => /^(?:models|sim|bench)\/.*\.ts$/.test(path);

/** All tags of code and of the READMEs of folders. */
export const sourceTags: readonly SourceTag[] = [
  ...repositoryFiles.filter((path) => looksLikeCode(path) || /^test\/.*\.ts$/.test(path)),
  ...documents,
]
  .filter((path) => !path.startsWith("test/docs/"))
  .flatMap((file) => tagsIn(file, readText(file)));

/** How often files say "protocol.md" at all, in code. */
export const mentionsIn = (text: string): number => [...text.matchAll(/protocol\.md/g)].length;

/** Files that say they do what a rule says; lists of rules and tests are not among them. */
export const codeOf = (id: string): readonly string[] => [
  ...new Set(
    sourceTags
      .filter(({ file, rules }) => rules.includes(id) && looksLikeCode(file) && !file.endsWith(".test.ts"))
      .map(({ file }) => file),
  ),
];
