const geometry = /\b(d|transform|x|y|x1|x2|y1|y2|width|height|viewBox)="([^"]*)"/g;
const longNumber = /-?\d+\.\d{3,}(e-?\d+)?/g;
const generatedId = /\b(?:clip|gradient_)\d+\b/g;

/**
 * An SVG whose bytes depend on the picture alone. Numbers that vega counts up as long as the program runs (ids of clips
 * and gradients) are given anew in the order in which they occur. Coordinates are rounded to a hundredth of a pixel, so
 * that the last bits of an engine's logarithms do not show, and the file is smaller.
 */
export function tidySvg(svg: string): string {
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    const known = ids.get(id) ?? `${id.replace(/\d+$/, "")}${ids.size}`;
    ids.set(id, known);
    return known;
  };
  return svg
    .replace(/\b(id="|url\(#)([^")]*)/g, (_, before: string, id: string) => before + id.replace(generatedId, idOf))
    .replace(geometry, (_, name: string, value: string) => `${name}="${value.replace(longNumber, rounded)}"`);
}

/** Adding 0 turns −0 into 0. */
const rounded = (number: string): string => String(Math.round(Number(number) * 100) / 100 + 0);
