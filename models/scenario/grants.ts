/** The grants of genesis: what a list gives, when, and to whom of the network. */
import { z } from "zod";
import { moment } from "../../sim/units/schema.js";
import { grantListNames, grantLists } from "../protocol/emission/grant-lists.js";
import { tokenField } from "../protocol/ground/token.js";

const grantSchema = z.strictObject({
  list: z
    .enum(grantListNames)
    .describe("the list: first (92 days of 2023), second (January to May 2024), third (June) or fourth (July)"),
  total: tokenField()
    .optional()
    .describe(
      "what all on the list get together; of the first it is known, 85778136 QUIL to 1047 peers; what the others gave is not, and must be said: assumption",
    ),
  at: moment()
    .prefault("0 s")
    .describe("when it is given, all at once: neither a date of payment nor any vesting is known; assumption"),
  to: z
    .array(z.string())
    .max(10_000)
    .optional()
    .describe(
      "classes whose nodes are on the list, those that have appeared by then and not left; all unless given. Where none is there, as with [], peers outside of the simulated network get it",
    ),
  divide: z
    .enum(["by presence", "equally"])
    .default("by presence")
    .describe("by presence: in proportion to the seniority that a node has; assumption"),
});

export const grantsSchema = z
  .array(grantSchema)
  .max(grantListNames.length)
  .superRefine((grants, context) => {
    grants.forEach(({ list }, index) => {
      if (grants.findIndex((one) => one.list === list) === index) return;
      context.addIssue({ code: "custom", message: "the list is granted already", path: [index, "list"], input: list });
    });
  })
  .describe("supply that genesis grants for presence before 2.0, by lists");

export type Grant = z.output<typeof grantSchema>;

/** Units that a grant gives; undefined where nobody says. */
export const unitsOfGrant = ({ list, total }: Pick<Grant, "list" | "total">): bigint | undefined =>
  total ?? grantLists[list].known?.units;

/** Units that the grants of a scenario have given by a moment, that moment included. */
export const grantedBy = (
  { grants = [] }: { readonly grants?: readonly Grant[] | undefined },
  timeUs: number,
): bigint => grants.reduce((sum, grant) => (grant.at <= timeUs ? sum + (unitsOfGrant(grant) ?? 0n) : sum), 0n);
