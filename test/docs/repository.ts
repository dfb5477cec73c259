/** The files of the repository as git sees them, and the headings and links of its Markdown documents. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export const readText = (path: string): string => readFileSync(join(root, path), "utf8");

/** Tracked and new files, without those that git ignores; paths from the root, with slashes. */
export const repositoryFiles: readonly string[] = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard"],
  { cwd: root, encoding: "utf8" },
)
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)))
  .toSorted();

/** Every document but the changelog, which tells of what was. */
export const documents: readonly string[] = repositoryFiles.filter(
  (path) => path.endsWith(".md") && path !== "CHANGELOG.md",
);

export interface Link {
  /** File or web address, without the anchor; empty within the same document. */
  readonly target: string;
  /** Without `#`; undefined if there is none. */
  readonly anchor: string | undefined;
}

const withoutFences = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, "");

export const linksOf = (text: string): Link[] =>
  [...withoutFences(text).matchAll(/\]\(([^()\s#]*)(?:#([^()\s]*))?\)/g)].map(([, target, anchor]) => ({
    target,
    anchor: anchor as string | undefined,
  }));

/** The anchors that a reader can link to: `<a id>`, and headings as GitHub numbers and names them. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = [...withoutFences(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => {
    const slug = heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id)]);
}

/** Files and folders of the repository that a document names in backquotes. */
export const namedFiles = (text: string): string[] =>
  [...withoutFences(text).matchAll(/`([\w./-]+)`/g)]
    .map(([, path]) => path)
    .filter(
      (path) =>
        /^(?:models|sim|bench|test|docs|scripts|scenarios|notebooks)\//.test(path) ||
        /^[\w./-]+\.(?:ts|mjs|md)$/.test(path) ||
        /^(?!results)[\w-]+\/[\w-]+\/$/.test(path),
    );

/** The folder of a document, and the folders around it up to the root. */
const foldersFrom = (document: string): string[] => {
  const parts = dirname(document).split("/");
  return [...parts.map((_, k) => parts.slice(0, parts.length - k).join("/")), "."];
};

/** Whether what a document names is there: beside it, in a folder around it, or, by its bare name, in a folder below it. */
export const isThere = (document: string, path: string): boolean =>
  foldersFrom(document).some((folder) => existsSync(join(root, folder, path))) ||
  (!path.includes("/") && isBelow(document.startsWith("docs/") ? "README.md" : document, path));

const isBelow = (document: string, name: string): boolean =>
  repositoryFiles.some((path) => basename(path) === name && path.startsWith(document.replace(/[^/]+$/, "")));
