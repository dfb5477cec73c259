import { z } from "zod";
import { smallWhole } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { effectiveStatus, effectiveStatusFrames } from "../effective-status.js";
import { aggregateStatus, effectiveStatuses, statusPredicates } from "../status.js";
import { operations, transition } from "../transition.js";
import { allocationField, statusField } from "./schema.js";

const exampleAllocation = {
  status: "active",
  filter: "ab",
  joinFrame: 1450,
  joinConfirmFrame: 2165,
  leaveFrame: 0,
  leaveConfirmFrame: 0,
  epoch: 4,
};

export const statusRules: readonly AnyRule[] = [
  defineRule({
    id: "lifecycle.effectiveStatus",
    about: "status of an allocation as planners and coverage see it",
    input: z.strictObject({
      allocation: allocationField.describe("stored allocation"),
      frame: smallWhole().describe("frame at which it is asked"),
      epochLength: smallWhole({ min: 1 }).optional().describe("frames in an epoch; the rule set's when missing"),
    }),
    output: "Joining, Active, Paused, Leaving, Rejected, Kicked, ExpiredJoining, ExpiredEpoch or ExpiredLeaving",
    formula: "with e(f) = ⌊f/epochLength⌋: joins and leaves lapse at e > e(request)+1; active needs epoch ≥ e(frame)",
    source: "node rs:quil-types/src/consensus.rs; frames: node go:execution/intrinsics/global",
    example: { in: { allocation: exampleAllocation, frame: 2161, epochLength: 720 }, out: "Joining" },
    evaluate: ({ allocation, frame, epochLength }, { lifecycle, epochFrames }) =>
      lifecycle === "epoch"
        ? effectiveStatus(allocation, frame, epochLength ?? epochFrames)
        : effectiveStatusFrames(allocation, frame),
  }),
  defineRule({
    id: "lifecycle.statusPredicates",
    about: "what an effective status counts as",
    input: z.strictObject({ name: z.enum(effectiveStatuses).describe("effective status") }),
    output: "{live, allocated, expired, terminal}",
    formula: "live = Joining, Active, Paused, Leaving; allocated = Joining, Active; terminal = no way back",
    source: "node rs:quil-types/src/consensus.rs",
    example: { in: { name: "ExpiredEpoch" }, out: { live: false, allocated: false, expired: true, terminal: false } },
    evaluate: ({ name }) => ({ ...statusPredicates(name) }),
  }),
  defineRule({
    id: "lifecycle.transition",
    about: "status after an operation",
    input: z.strictObject({
      status: statusField.describe("stored status before"),
      op: z.enum(operations).describe("what is done"),
    }),
    output: "stored status after (4 reads `left`), or 'error'",
    formula:
      "pause 1→2, resume 2→1, leave 1,2→3, confirm 0→1, 1→1 (epoch), 3→3 (epoch) or 3→4 (frames), reject 0→4, 3→1",
    source: "node",
    example: { in: { status: "joining", op: "confirm" }, out: "active" },
    evaluate: ({ status, op }, { lifecycle }) => transition(status, op, lifecycle) ?? "error",
  }),
  defineRule({
    id: "lifecycle.aggregateStatus",
    about: "overall status of a prover",
    input: z.strictObject({ statuses: z.array(statusField).describe("stored status of each of its allocations") }),
    output: "active, joining, leaving, paused or kicked",
    formula: "the best in the order active, joining, leaving, paused, kicked; none: kicked",
    source: "node",
    example: { in: { statuses: ["left", "paused", "joining"] }, out: "joining" },
    evaluate: ({ statuses }) => aggregateStatus(statuses),
  }),
];
