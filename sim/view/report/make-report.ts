/** Makes a report when its results are known: nothing that goes wrong with it costs anything else. */
import type { MissingPicture } from "../../output/pictures.js";
import type { Interrupt } from "../../experiment/watch.js";
import type { ReportParts } from "./parts.js";
import { writeReport } from "./write-report.js";

/** Under which a report that could not be made is told of, as pictures are. */
const name = "report";

/** The page; or why there is none: somebody wanted an end, or it could not be made. */
export function makeReport(partsOf: () => ReportParts, interrupt: Interrupt): string | MissingPicture {
  if (interrupt.requested) return { name, missing: "interrupted" };
  try {
    return writeReport(partsOf());
  } catch (error) {
    return {
      name,
      missing: "failed",
      why: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
}
