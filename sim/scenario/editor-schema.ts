/** What editors must know of scenarios beside the fields: `null` and `key+` over another file, other spellings, keys of others. */
import { plus } from "./additions.js";
import { foreignPrefix } from "./parse-yaml.js";

/** A node of a JSON Schema. */
export interface SchemaNode {
  readonly [keyword: string]: unknown;
}

/** Stands at a property that is another spelling, and names the property. */
export const spelledMark = "~spelled";

type Properties = Readonly<Record<string, SchemaNode>>;

/**
 * The schema with all of them. What merges with another file is a map that a scenario, or such a map, has: there `null` takes away
 * and a plus adds; entries of lists are new.
 */
export const forEditors = (schema: SchemaNode): SchemaNode => walked(schema, "#", true);

function walked(node: SchemaNode, pointer: string, merges: boolean): SchemaNode {
  const copy: Record<string, unknown> = { ...node };
  for (const [word, part] of Object.entries(node)) {
    const inside = `${pointer}/${word}`;
    if (word === "properties") continue;
    if (word === "$defs")
      copy[word] = mapValues(part as Properties, (def, name) => walked(def, `${inside}/${name}`, false));
    else if (word === "anyOf" || word === "oneOf")
      copy[word] = (part as SchemaNode[]).map((one, k) => walked(one, `${inside}/${k}`, merges));
    else if (word === "additionalProperties" && isNode(part)) {
      const value = walked(part, inside, merges);
      copy[word] = merges ? orNull(value) : value;
    } else if (isNode(part) && word !== "default") copy[word] = walked(part, inside, false);
  }
  if (node["properties"] !== undefined) Object.assign(copy, keysOf(node["properties"] as Properties, pointer, merges));
  // What a map leaves out may stand in the file that is extended; by the words that tell alternatives apart they are told.
  if (merges && pointer !== "#" && node["properties"] !== undefined && Array.isArray(node["required"])) {
    const told = (node["required"] as string[]).filter((key) => isConstant(node, key));
    if (told.length === 0) delete copy["required"];
    else copy["required"] = told;
  }
  // Wherever a map knows its keys it may have those for other tools as well.
  if (node["additionalProperties"] === false)
    copy["patternProperties"] = { ...(copy["patternProperties"] as object | undefined), [`^${foreignPrefix}`]: {} };
  return copy;
}

/** Each field once, with the list that it is added to as `key+`; other spellings are understood and not offered. */
function keysOf(written: Properties, pointer: string, merges: boolean): SchemaNode {
  const properties: Record<string, SchemaNode> = {};
  const spelled: Record<string, SchemaNode> = {};
  for (const [key, node] of Object.entries(written)) {
    const at = `${pointer}/properties/${escaped(key)}`;
    const { [spelledMark]: name, description, ...value } = node;
    if (name !== undefined) {
      spelled[`^${key.replaceAll(".", String.raw`\.`)}$`] = merges ? orNull(value) : value;
      continue;
    }
    const own = walked(node, at, merges);
    properties[key] = merges ? orNull(own) : own;
    if (merges && node["type"] === "array")
      properties[key + plus] = {
        description: `entries that come behind those of ${key} in the file that is extended: ${String(description)}`,
        type: "array",
        items: { $ref: `${at}/items` },
      };
  }
  return Object.keys(spelled).length === 0 ? { properties } : { properties, patternProperties: spelled };
}

/** A value, or `null`. */
function orNull(node: SchemaNode): SchemaNode {
  const { anyOf, oneOf, type, enum: words } = node;
  if (Array.isArray(anyOf)) return { ...node, anyOf: [...(anyOf as unknown[]), { type: "null" }] };
  if (Array.isArray(oneOf)) return { ...node, oneOf: [...(oneOf as unknown[]), { type: "null" }] };
  if (typeof type !== "string" || node["const"] !== undefined) return node;
  const nullable = { ...node, type: [type, "null"] };
  return Array.isArray(words) ? { ...nullable, enum: [...(words as unknown[]), null] } : nullable;
}

const isConstant = ({ properties }: SchemaNode, key: string): boolean =>
  (properties as Properties | undefined)?.[key]?.["const"] !== undefined;
const isNode = (part: unknown): part is SchemaNode => typeof part === "object" && part !== null && !Array.isArray(part);
const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
const mapValues = (nodes: Properties, change: (node: SchemaNode, name: string) => SchemaNode): Properties =>
  Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, change(node, name)]));
