/** What the scenario of every model has, for the models of tests. */
import { z } from "zod";
import { scenarioName } from "../sim/units/file-name.js";
import { claimFields } from "../sim/scenario/claim-fields.js";
import { figureFields } from "../sim/scenario/figure-fields.js";
import { moment } from "../sim/units/schema.js";

export const scenarioBasics = {
  name: scenarioName(),
  about: z.string().default(""),
  seed: z.union([z.int().min(0), z.string()]).default(1),
  horizon: moment(),
  replications: z.int().min(1).default(1),
  ...figureFields("max(queue.length)"),
  ...claimFields({ example: "max(queue.length)", fidelities: ["finer"] }),
};
