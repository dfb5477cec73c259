import type { TopLevelSpec } from "vega-lite";
import type { Picture } from "../output/pictures.js";
import { fontFiles, readTextWidth, type TextWidth } from "./font.js";
import { type PictureSpec, specText } from "../experiment/picture-spec.js";
import type * as DrawingLibrary from "./drawing-library.js";
import { tidySvg } from "./tidy-svg.js";

/** Pixels of the PNG for each pixel of the SVG: sharp when printed at the width of a page. */
const pngScale = 2;

/**
 * Draws pictures, in the order given. The same specification gives the same bytes, whatever was drawn before and
 * whichever fonts the machine has. vega takes half a second to load, so it is loaded on the first picture only.
 */
export async function renderPictures(specs: readonly PictureSpec[]): Promise<Picture[]> {
  if (specs.length === 0) return [];
  const [vega, { Resvg }] = await Promise.all([import("./drawing-library.js"), import("@resvg/resvg-js")]);
  measureWithOwnFont(vega.textMetrics);
  const files = [...fontFiles()];
  const pictures: Picture[] = [];
  for (const { name, spec } of specs) {
    const view = new vega.View(vega.parse(vega.compile(spec as unknown as TopLevelSpec).spec), { renderer: "none" });
    const svg = `${tidySvg(await view.toSVG())}\n`;
    view.finalize();
    const png = new Resvg(svg, {
      fitTo: { mode: "zoom", value: pngScale },
      font: { loadSystemFonts: false, fontFiles: files, defaultFontFamily: "Arimo" },
    }).render();
    pictures.push({ name, svg, png: png.asPng(), spec: specText(spec) });
  }
  return pictures;
}

/** Without this vega guesses widths from the number of letters, or asks a canvas, if the machine has one. */
function measureWithOwnFont(textMetrics: typeof DrawingLibrary.textMetrics): void {
  const [regular, bold] = fontFiles().map(readTextWidth) as [TextWidth, TextWidth];
  textMetrics.width = ({ fontSize = 11, fontWeight, limit = 0 }, text) => {
    const widthOf = fontWeight === "bold" || Number(fontWeight) >= 600 ? bold : regular;
    const width = typeof text === "string" ? fontSize * widthOf(text) : 0;
    return limit > 0 ? Math.min(width, limit) : width;
  };
}
