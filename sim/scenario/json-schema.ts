import { z } from "zod";
import { nameSpelt } from "../units/spelling.js";
import { extendsKey } from "./extends.js";
import { forEditors, spelledMark } from "./editor-schema.js";
import { definitionOf } from "./schema-walk.js";
import { sweepKey, sweepSchema } from "./sweep/schema.js";
import { searchKey, searchSchema } from "./search/schema.js";
import { tuneKey, tuneSchema } from "./tune/schema.js";

/** Title and one line for the editor's tooltip. */
export interface SchemaHeading {
  readonly title: string;
  readonly description: string;
}

/** JSON Schema (2020-12) of scenario files, as text: what editors complete and check against. */
export function jsonSchemaOf(schema: z.ZodType, heading: SchemaHeading): string {
  const { $schema, properties, required, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-2020-12",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => markSpelled(zodSchema, jsonSchema),
  });
  const [sweep, search, tune] = [sweepSchema, searchSchema, tuneSchema].map((beside) => {
    const { $schema: _dialect, ...json } = z.toJSONSchema(beside, { io: "input", target: "draft-2020-12" });
    return json;
  });
  const beside = {
    [extendsKey]: {
      type: "string",
      description:
        "Another scenario: a file of the same project, relative to this one, or one that comes with the program, by its name. Its " +
        "maps are merged with those written here, which win; lists are replaced, or added to where a plus stands behind the key, " +
        "and null takes away what it says.",
    },
    [sweepKey]: sweep,
    [searchKey]: search,
    [tuneKey]: tune,
  };
  // What a scenario leaves out may stand in the file that it extends.
  const complete = required === undefined ? {} : { anyOf: [{ required: [extendsKey] }, { required }] };
  const document = { $schema, ...rest, ...heading, ...complete, properties: { ...beside, ...properties } };
  return `${JSON.stringify(forEditors(document), null, 2)}\n`;
}

/** Keys that are other spellings are told from fields as long as the schema that says so is at hand. */
function markSpelled(schema: z.core.$ZodTypes, json: z.core.JSONSchema.BaseSchema): void {
  const def = definitionOf(schema);
  if (def.type !== "object") return;
  for (const [key, child] of Object.entries(def.shape)) {
    const name = nameSpelt(child);
    const property = json.properties?.[key];
    if (name !== undefined && typeof property === "object") property[spelledMark] = name;
  }
}
