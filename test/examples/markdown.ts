/** Fenced blocks of a Markdown document, with their places, so that they can be written anew. */

export interface Block {
  readonly language: string;
  readonly text: string;
  /** Where `text` begins and ends in the document. */
  readonly from: number;
  readonly to: number;
  /** Words of the comment right above the fence, as in `<!-- slow, excerpt -->`. */
  readonly marks: readonly string[];
}

const fenced = /(?:^<!-- ([a-z, ]+) -->\n+)?^```(\w+)\n([\s\S]*?)^```$/gm;

export function blocksOf(document: string): Block[] {
  return [...document.matchAll(fenced)].map(({ 0: whole, 1: marks = "", 2: language, 3: text, index }) => {
    const from = index + whole.length - "```".length - text.length;
    return { language, text, from, to: from + text.length, marks: marks.split(/[ ,]+/).filter((word) => word !== "") };
  });
}
