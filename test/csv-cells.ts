import { parseString } from "fast-csv";

/** The cells of a CSV text, row by row, its header among them, as another program reads them. */
export const csvCells = (text: string): Promise<string[][]> =>
  new Promise((resolve, reject) => {
    const rows: string[][] = [];
    parseString<string[], string[]>(text)
      .on("error", reject)
      .on("data", (row: string[]) => rows.push(row))
      .on("end", () => resolve(rows));
  });
