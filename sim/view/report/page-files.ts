/** What every page holds: its script, in which pictures are drawn, and its style. */
import { builtFile } from "../built-file.js";

export interface PageFiles {
  readonly script: string;
  readonly style: string;
}

/** Read once. Throws where nothing was built. */
export const pageFiles = (): PageFiles => ({
  script: builtFile("report/page.js"),
  style: builtFile("report/style.css"),
});
