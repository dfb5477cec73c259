/** Examples of a Markdown document: commands, and the output that it shows of them. */
import { type Block, blocksOf } from "./markdown.js";
import { tablesOf } from "./table.js";

export interface Example {
  /** What a shell runs. */
  readonly script: string;
  /** The output as it is shown. */
  readonly shown: string;
  /** Where that stands in the document. */
  readonly from: number;
  readonly to: number;
  readonly form: "whole" | "excerpt" | "table";
  /** Takes a minute or more: not for the tests, but for `npm run examples`. */
  readonly isSlow: boolean;
}

/** A scenario or a program that the document shows: its first line is a comment with the name of its file. */
export interface ShownFile {
  readonly name: string;
  readonly text: string;
  readonly from: number;
}

export function filesOf(document: string): ShownFile[] {
  return blocksOf(document).flatMap(({ language, text, from }) => {
    const name = /^(?:#|\/\/) ([\w-]+\.(?:yaml|mjs))\n/.exec(text)?.[1];
    return (language === "yaml" || language === "js") && name !== undefined ? [{ name, text, from }] : [];
  });
}

/**
 * In the order of the document. An `sh` block with a `text` block as the next one is an example; so is each line
 * beginning with `$` in a `text` block, with the lines up to the next; without lines its output is not shown. So is a table
 * below a comment `table of: COMMAND`, which takes a minute.
 */
export function examplesOf(document: string): Example[] {
  const blocks = blocksOf(document);
  const tables = tablesOf(document).map((table): Example => ({ ...table, form: "table", isSlow: true }));
  const fenced = blocks.flatMap((block, k): Example[] => {
    const before = blocks[k - 1];
    if (block.language !== "text") return [];
    if (block.text.startsWith("$ ")) return consoleOf(block);
    if (before?.language !== "sh") return [];
    const marks = [...before.marks, ...block.marks];
    const { text: shown, from, to } = block;
    return [
      {
        script: before.text,
        shown,
        from,
        to,
        form: marks.includes("excerpt") ? "excerpt" : "whole",
        isSlow: marks.includes("slow"),
      },
    ];
  });
  return [...fenced, ...tables].toSorted((a, b) => a.from - b.from);
}

function consoleOf({ text, from, marks }: Block): Example[] {
  const parts = [...text.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n?)*)/gm)];
  return parts.map(({ 1: script, 2: shown, index }) => {
    const at = from + index + "$ ".length + script.length + "\n".length;
    const isSlow = marks.includes("slow");
    return { script: `${script}\n`, shown, from: at, to: at + shown.length, form: "whole", isSlow };
  });
}
