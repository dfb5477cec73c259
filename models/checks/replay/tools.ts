import type { DueRequests } from "./due-requests.js";
import type { MissingFrames } from "./missing-frames.js";
import type { RingOutputs } from "./shard-pay.js";

/** What rows are applied with beside the books. */
export interface Tools {
  readonly outputs: RingOutputs;
  readonly missing: MissingFrames;
  readonly requests: DueRequests;
}
