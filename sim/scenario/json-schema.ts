import { z } from "zod";
import { extendsKey } from "./extends.js";
import { foreignPrefix } from "./parse-yaml.js";
import { sweepKey, sweepSchema } from "./sweep/schema.js";

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
  });
  const { $schema: _dialect, ...sweep } = z.toJSONSchema(sweepSchema, { io: "input", target: "draft-2020-12" });
  const beside = {
    [extendsKey]: {
      type: "string",
      description:
        "Another scenario file, relative to this one, in the same project. Its maps are merged with those written " +
        "here, which win; lists are replaced, and null takes away what it says.",
    },
    [sweepKey]: sweep,
  };
  // What a scenario leaves out may stand in the file that it extends.
  const complete = required === undefined ? {} : { anyOf: [{ required: [extendsKey] }, { required }] };
  const document = { $schema, ...rest, ...heading, ...complete, properties: { ...beside, ...properties } };
  return `${JSON.stringify(withForeignKeys(document), null, 2)}\n`;
}

/** Wherever a map knows its keys it may have those for other tools as well. */
function withForeignKeys(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withForeignKeys);
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withForeignKeys(value)]));
  return copy["additionalProperties"] === false ? { ...copy, patternProperties: { [`^${foreignPrefix}`]: {} } } : copy;
}
