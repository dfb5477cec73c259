/** What a scenario can say of claims that its run is held against. */
import { z } from "zod";
import { share } from "../units/schema.js";

const claimsMax = 100;
const text = (max: number) => z.string().min(1).max(max);

/** `example`: a figure of the model; `fidelities`: all that there are or will be, for claims that need another one than the run has. */
export const claimFields = ({
  example,
  fidelities,
}: {
  readonly example: string;
  readonly fidelities: readonly string[];
}) => ({
  claims: z
    .array(
      z
        .strictObject({
          says: text(500).describe("what is claimed, in words"),
          shows: text(1000)
            .optional()
            .describe("what the run has of it, and where it must differ, in words; its figure comes from the run"),
          figure: text(100)
            .meta({ examples: ["29000 nodes", "> 1 times"] })
            .describe("the figure that is claimed, with its unit; a bound with >, >=, < or <= in front"),
          within: share()
            .optional()
            .describe("share of the figure by which the run's may be another; 10 % unless given"),
          measure: text(300)
            .meta({ examples: [example] })
            .optional()
            .describe("the figure of the run that is held against it, as under `outputs`"),
          per: text(300)
            .optional()
            .describe("another figure of the run, by which the first is divided in each replication"),
          against: z
            .array(text(300).meta({ examples: ["horizon=2 d"] }))
            .min(1)
            .max(20)
            .optional()
            .describe(
              "other values than the scenario has, as after `--set`: the measure is how much more there is of it than with these, in pairs of replications on the same random numbers",
            ),
          needs: z
            .enum(fidelities)
            .optional()
            .describe("fidelity that a run must have for the claim to be told; at any other it cannot be told"),
        })
        .refine(({ measure, against }) => measure !== undefined || against === undefined, {
          message: "needs a measure, which is what differs",
          path: ["against"],
        })
        .refine(({ measure, needs }) => measure !== undefined || needs !== undefined, {
          message: "needs a measure, or `needs` with the fidelity that it takes to have one",
          path: ["measure"],
        }),
    )
    .max(claimsMax)
    .optional()
    .describe(
      "claims that the run is held against: its summary says of each whether the run agrees, differs, or cannot tell",
    ),
});
