/** Lines of a stream, one at a time: memory holds one line and one chunk, whatever the length of the whole. */

export type Line = { readonly text: string } | { readonly tooLong: true };

/** What a chunk completed; possibly nothing. */
export type Lines = readonly Line[];

/**
 * For each chunk of text the lines that it ends, and at last the rest without a line end. Of a line longer than
 * `charactersMax` only the fact is told. A byte order mark at the beginning is dropped.
 */
export async function* linesOf(chunks: AsyncIterable<string>, charactersMax: number): AsyncGenerator<Lines> {
  let begun: string[] = [];
  let length = 0;
  let isFirst = true;
  const add = (piece: string): void => {
    length += piece.length;
    if (length <= charactersMax) begun.push(piece);
    else begun = [];
  };
  const end = (): Line => {
    const line: Line = length > charactersMax ? { tooLong: true } : { text: begun.join("") };
    begun = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const pieces = (isFirst ? chunk.replace(/^\uFEFF/, "") : chunk).split("\n");
    isFirst = false;
    const ended: Line[] = [];
    for (const [k, piece] of pieces.entries()) {
      if (k > 0) ended.push(end());
      add(piece);
    }
    yield ended;
  }
  if (length > 0) yield [end()];
}
