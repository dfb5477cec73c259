import { jsonSchemaOf } from "../../scenario/json-schema.js";
import type { Command } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import type { Model } from "../../experiment/model.js";
import { print } from "../terminal/output-streams.js";

/** `orrery schema`: what editors complete and check scenario files with. */
export const schemaCommand: Command = {
  usage: "schema",
  about: "Prints the JSON Schema of scenario files. The repository keeps it as scenarios/scenario.schema.json.",
  options: { help: { type: "boolean", alias: "h", describe: "show this" } },
  examples: ["orrery schema > scenarios/scenario.schema.json"],
  run: async (_args, program) => {
    print(schemaText(await program.loadModel()));
    return exitCodes.ok;
  },
};

export const schemaText = ({ schema }: Pick<Model, "schema">): string =>
  jsonSchemaOf(schema, {
    title: "A scenario of Orrery",
    description:
      "What a simulated network consists of and what happens to it. Quantities carry their unit: 50 ms, 10 Mbit/s.",
  });
