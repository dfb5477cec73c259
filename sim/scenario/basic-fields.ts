/** What scenarios of every model say of themselves. */
import { z } from "zod";
import { scenarioName } from "../units/file-name.js";
import { nameText } from "../units/schema.js";

/** In the order in which they stand at the top of a file. */
export const basicFields = () => ({
  name: scenarioName().describe("name of the scenario and of its results folder"),
  about: z.string().max(2000).default("").describe("the question that the scenario asks"),
  seed: z
    .union([z.int().min(0), nameText(200)])
    .default(1)
    .describe("a number or a phrase"),
});
