/** Marks at moments of a picture over time: what happened then, as upright lines with a word. */
import type { Spec, SpecValue } from "../experiment/picture-spec.js";
import { palette, panel } from "./theme.js";
import type { TimeAxis } from "./time-axis.js";

export interface Mark {
  /** Seconds since the run began. */
  readonly timeS: number;
  /** A word or two. */
  readonly label: string;
}

/** More lines would be a hatching. */
const maxMarks = 60;
/** Words that stand closer than this, in pixels, could not be read. */
const minDistance = 13;
const maxLetters = 22;

interface Marked {
  readonly marks: readonly Mark[];
  readonly axis: TimeAxis;
  /** Whether the words stand there too: once in a picture. */
  readonly areNamed: boolean;
}

/** A panel over time with its marks; without any it is as it was. */
export function withMarks(spec: Spec, { marks, axis, areNamed }: Marked): Spec {
  const rows = rowsOf(marks, axis);
  if (rows.length === 0) return spec;
  const { width = panel.width, height = panel.height, layer, ...rest } = spec;
  const below: readonly SpecValue[] = layer === undefined ? [rest] : (layer as readonly SpecValue[]);
  const x: Spec = { field: "time", type: "quantitative" };
  const lines: Spec = {
    data: { values: rows.map(({ time }) => ({ time })) },
    mark: { type: "rule", color: palette.quiet, strokeDash: [3, 3], strokeWidth: 1 },
    encoding: { x },
  };
  const named = areNamed ? rows.filter(({ label }) => label !== "") : [];
  // To the right of its line, but at the right edge.
  const isAtEdge = ({ time }: { time: number }): boolean =>
    ((axis.domain[1] - time) / spanOf(axis)) * panel.width < minDistance;
  const words = [
    ...wordLayers(
      named.filter((row) => !isAtEdge(row)),
      { baseline: "top", dy: 3 },
    ),
    ...wordLayers(named.filter(isAtEdge), { baseline: "bottom", dy: -2 }),
  ];
  return { width, height, ...(layer === undefined ? {} : rest), layer: [...below, lines, ...words] };
}

const spanOf = ({ domain: [from, to] }: TimeAxis): number => to - from;

/** Upright words below the top of the panel, on a white outline, so that they can be read on lines and areas. */
function wordLayers(
  rows: readonly { readonly time: number; readonly label: string }[],
  place: { readonly baseline: string; readonly dy: number },
): readonly Spec[] {
  if (rows.length === 0) return [];
  const layer = (look: Spec): Spec => ({
    data: { values: rows.map(({ time, label }) => ({ time, label })) },
    mark: { type: "text", angle: 270, align: "right", dx: -4, fontSize: 11, ...place, ...look },
    encoding: { x: { field: "time", type: "quantitative" }, y: { value: 0 }, text: { field: "label" } },
  });
  return [layer({ color: "white", stroke: "white", strokeWidth: 4 }), layer({ color: palette.ink })];
}

/** In the axis' unit and within it; words that would run into the one before are left out. */
function rowsOf(marks: readonly Mark[], axis: TimeAxis): { time: number; label: string }[] {
  const { domain, unitS } = axis;
  const [from, to] = domain;
  const inside = marks
    .map(({ timeS, label }) => ({ time: timeS / unitS, label }))
    .filter(({ time }) => time >= from && time <= to)
    .slice(0, maxMarks);
  let last = Number.NEGATIVE_INFINITY;
  return inside.map(({ time, label }) => {
    const isClear = ((time - last) / spanOf(axis)) * panel.width >= minDistance;
    if (isClear) last = time;
    return { time, label: isClear ? cut(label) : "" };
  });
}

/** What is cut off is told by three dots. */
function cut(label: string): string {
  const letters = Array.from(label);
  return letters.length <= maxLetters
    ? label
    : `${letters
        .slice(0, maxLetters - 1)
        .join("")
        .trimEnd()}…`;
}
