import { fontFamily } from "./font.js";
import type { PictureSpec, Spec } from "../experiment/picture-spec.js";
import { withoutObjectWords } from "./object-words.js";

/** Inner size of a panel, in pixels. */
export const panel = { width: 600, height: 240 } as const;

/**
 * Colours after ColorBrewer. In each list lightness falls or rises steadily, so that neighbours stay apart when printed
 * in grey; lines differ in their dashes too.
 */
export const palette = {
  /** Strong, middle, light: lines and bars that stand side by side. */
  accent: ["#08519c", "#e6550d", "#8f8f8f", "#31a354", "#9e9ac8"],
  /** All well, needs attention, in danger, stands still. */
  alarm: ["#c7e9c0", "#fdae6b", "#de2d26", "#4a0a0f"],
  /** The same as lines, which light colours are too thin for. */
  alarmLines: ["#41ab5d", "#f16913", "#de2d26", "#4a0a0f"],
  /** From the core outward. */
  depth: ["#08306b", "#2171b5", "#6baed6", "#bdd7e7", "#e3e3e3"],
  measured: "#d94801",
  ink: "#222222",
  quiet: "#666666",
  grid: "#e6e6e6",
} as const;

/** Dashes of lines that share a panel: on, off, on, off … in pixels. */
export const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 3, 2, 3],
  [4, 2],
];

/**
 * Numbers on axes as people say them: 950, 1.2k, 1.4 M, 2.06 bn. A vega expression over `datum.value`; six digits keep
 * neighbouring labels apart when an axis spans little of a large value.
 */
export const shortNumber = [
  "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, '.6~r') + ' bn'",
  "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, '.6~r') + ' M'",
  "abs(datum.value) >= 1e3 ? format(datum.value / 1e3, '.6~r') + 'k'",
  "format(datum.value, '.6~r')",
].join(" : ");

/** A label of an axis of bytes: "80 GB", in powers of ten. */
export const shortBytes = [
  "abs(datum.value) >= 1e12 ? format(datum.value / 1e12, '.6~r') + ' TB'",
  "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, '.6~r') + ' GB'",
  "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, '.6~r') + ' MB'",
  "abs(datum.value) >= 1e3 ? format(datum.value / 1e3, '.6~r') + ' kB'",
  "format(datum.value, '.6~r') + ' B'",
].join(" : ");

const config: Spec = {
  background: "white",
  font: fontFamily,
  view: { stroke: null },
  title: {
    anchor: "start",
    frame: "bounds",
    fontSize: 16,
    fontWeight: "bold",
    color: palette.ink,
    subtitleFontSize: 12,
    subtitleColor: palette.quiet,
    subtitlePadding: 5,
    subtitleLineHeight: 16,
    offset: 14,
  },
  axis: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: "normal",
    titleColor: palette.ink,
    labelColor: palette.ink,
    titlePadding: 10,
    gridColor: palette.grid,
    domainColor: palette.quiet,
    tickColor: palette.quiet,
  },
  legend: {
    orient: "top",
    direction: "horizontal",
    labelFontSize: 12,
    labelColor: palette.ink,
    labelLimit: 320,
    title: null,
    symbolStrokeWidth: 2,
    columnPadding: 18,
    offset: 8,
  },
  axisY: { minExtent: 46 },
  concat: { spacing: 26 },
};

/** Of the bands about a line: the middle nine tenths of the replications, and the middle half on top. */
export const bandOpacity = { most: 0.14, half: 0.2 } as const;
/** Of the lines of single replications. */
export const thinOpacity = 0.35;

/** What the heading of every picture says. */
export interface Heading {
  readonly title: string;
  /** How to read it, in a few words; empty if it needs none. */
  readonly reading?: string;
  /** Which run it shows, for example scenario, rule set and seed; may have several lines. */
  readonly caption: string;
}

/** Completes a specification: version, heading, the common look. */
export function picture(name: string, { title, reading, caption }: Heading, body: Spec): PictureSpec {
  const subtitle = [reading ?? "", ...caption.split("\n")].filter((line) => line !== "");
  return {
    name,
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      description: title,
      padding: 14,
      title: { text: title, subtitle },
      config,
      ...withoutObjectWords(body),
    },
  };
}
