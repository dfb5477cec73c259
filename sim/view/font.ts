import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * The one font of all pictures comes with the program, so that a picture looks the same on every machine, also on one
 * without fonts. Arimo has the widths of Arial, Helvetica and Liberation Sans: a browser that shows the SVG with one of
 * those breaks no label.
 */
export const fontFamily = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif";

const require = createRequire(import.meta.url);
const fontFile = (style: string): string => require.resolve(`@expo-google-fonts/arimo/${style}.ttf`);

/** The font's files, the regular style first. */
export const fontFiles = (): readonly string[] => [
  fontFile("400Regular/Arimo_400Regular"),
  fontFile("700Bold/Arimo_700Bold"),
];

/** Width of a text set in a font of size 1, in the unit of that size; kerning is left out. */
export type TextWidth = (text: string) => number;

/** How wide texts are in the font of a TrueType file. Throws if the file has no table of Unicode characters. */
export const readTextWidth = (file: string): TextWidth => textWidthOf(readFileSync(file));

/**
 * Reads what a line needs of a TrueType font: `cmap` says which glyph draws a character, `hmtx` how far each glyph moves
 * on, `head` how many of those steps make the font's size. Characters outside the font count as its first glyph.
 */
export function textWidthOf(font: Buffer): TextWidth {
  const tables = tableOffsets(font);
  const at = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`not a TrueType font: no table "${tag}"`);
    return offset;
  };
  const unitsPerSize = font.readUInt16BE(at("head") + 18);
  const advanceCount = font.readUInt16BE(at("hhea") + 34);
  const advances = at("hmtx");
  const glyphs = glyphByCharacter(font, at("cmap"));
  return (text) => {
    let units = 0;
    for (const character of text) {
      const glyph = glyphs.get(character.codePointAt(0) ?? 0) ?? 0;
      units += font.readUInt16BE(advances + 4 * Math.min(glyph, advanceCount - 1));
    }
    return units / unitsPerSize;
  };
}

function tableOffsets(font: Buffer): Map<string, number> {
  const offsets = new Map<string, number>();
  for (let k = 0; k < font.readUInt16BE(4); k++) {
    const record = 12 + 16 * k;
    offsets.set(font.toString("latin1", record, record + 4), font.readUInt32BE(record + 8));
  }
  return offsets;
}

/** Format 4 of `cmap`: runs of characters, whose glyphs follow one another or stand in a list. */
function glyphByCharacter(font: Buffer, cmap: number): Map<number, number> {
  const table = unicodeTable(font, cmap);
  const runCount = font.readUInt16BE(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * runCount + 2;
  const deltas = starts + 2 * runCount;
  const lists = deltas + 2 * runCount;
  const glyphs = new Map<number, number>();
  for (let run = 0; run < runCount; run++) {
    const start = font.readUInt16BE(starts + 2 * run);
    const end = font.readUInt16BE(ends + 2 * run);
    const delta = font.readUInt16BE(deltas + 2 * run);
    const list = font.readUInt16BE(lists + 2 * run);
    for (let character = start; character <= end && character < 0xffff; character++) {
      const listed = list === 0 ? character : font.readUInt16BE(lists + 2 * run + list + 2 * (character - start));
      if (list === 0 || listed !== 0) glyphs.set(character, (listed + delta) % 65_536);
    }
  }
  return glyphs;
}

function unicodeTable(font: Buffer, cmap: number): number {
  for (let k = 0; k < font.readUInt16BE(cmap + 2); k++) {
    const record = cmap + 4 + 8 * k;
    const table = cmap + font.readUInt32BE(record + 4);
    const platform = font.readUInt16BE(record);
    if ((platform === 0 || platform === 3) && font.readUInt16BE(table) === 4) return table;
  }
  throw new Error("not a font for Unicode text: no cmap of format 4");
}
