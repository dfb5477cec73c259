import { z } from "zod";
import { hex, smallWhole } from "../../ground/calc-schema.js";
import { storedStatuses } from "../status.js";

export const statusField = z.enum(storedStatuses);

const frameField = (what: string) => smallWhole().default(0).describe(`frame of ${what}; 0 = not yet`);

/** A stored allocation as examples write it. */
export const allocationField = z.strictObject({
  status: statusField.describe("stored status"),
  filter: hex().describe("shard filter, hex; empty = global committee"),
  joinFrame: frameField("the join request"),
  joinConfirmFrame: frameField("its confirmation"),
  leaveFrame: frameField("the leave request"),
  leaveConfirmFrame: frameField("its confirmation"),
  pauseFrame: frameField("the pause"),
  epoch: smallWhole().default(0).describe("last epoch confirmed for"),
});

export const verdict = (accepted: boolean): "ok" | "error" => (accepted ? "ok" : "error");
