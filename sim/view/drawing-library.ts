/**
 * What draws: vega and vega-lite. They are 230 files, which take a sixth of a second to be found and read; the build
 * puts what is used of them in the place of this module, as one (`scripts/drawing-library.mjs`).
 */
import * as vega from "vega";
import { compile } from "vega-lite";

/** A text as vega measures it. */
export interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
  /** Longest width, beyond which vega cuts the text; 0: none. */
  readonly limit?: number;
}

/** What vega asks when it measures a text: can be replaced. Its types leave this out. */
export const { textMetrics } = vega as unknown as {
  readonly textMetrics: { width: (item: TextItem, text: unknown) => number };
};
export const { parse, View } = vega;
export { compile };
