/** Interactive computation: what it pays, and whose lines carry it. */
import { z } from "zod";
import { tokenField } from "../protocol/ground/token.js";
import type { OperatorClass } from "./operators.js";
import { profiles } from "./profiles.js";

export const computingSchema = z
  .strictObject({
    pays: tokenField().describe(
      "what interactive computation pays in a day, in all: shared among online provers, each for the time that it is there; told in " +
        "operators.csv, part of no balance and no books; assumption",
    ),
  })
  .describe("interactive computation of provers whose lines suffice");

/** What the line of a node of the class carries up, bits a second; Infinity where nothing is said of it. */
export function uploadOf({ upload, profile }: Pick<OperatorClass, "upload" | "profile">): number {
  if (upload !== undefined) return upload;
  return profile === undefined ? Infinity : profiles[profile].machine.uploadMbitPerS * 1e6;
}
