/** The fields of a rule, read off its schema: what help, flags and nearest words are made of. */
import { z } from "zod";
import type { AnyRule } from "../protocol/ground/rule.js";

/** A node of the JSON Schema that a rule's input becomes. */
interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
  readonly const?: string | number | boolean | null;
  readonly default?: unknown;
}

export interface Field {
  readonly name: string;
  /** In words: "number", "list of text", "joining, active or left". */
  readonly type: string;
  /** Meaning and unit. */
  readonly about: string;
  readonly isOptional: boolean;
  /** Fields of the objects inside; several lists where there are several forms. */
  readonly inside: readonly (readonly Field[])[];
}

/** The forms of a rule's input, one for most rules, each with its fields in the order of the schema. */
export function formsOf(rule: AnyRule): readonly (readonly Field[])[] {
  return formsIn(z.toJSONSchema(rule.input, { io: "input", unrepresentable: "any" }) as SchemaNode);
}

/** Names of all top-level fields, without repetition. */
export function fieldNames(rule: AnyRule): readonly string[] {
  return [...new Set(formsOf(rule).flatMap((fields) => fields.map(({ name }) => name)))];
}

const choicesOf = (node: SchemaNode): readonly SchemaNode[] => node.anyOf ?? node.oneOf ?? [];

function formsIn(node: SchemaNode): readonly (readonly Field[])[] {
  if (node.items !== undefined) return formsIn(node.items);
  if (node.properties !== undefined) return [fieldsOf(node)];
  return choicesOf(node).flatMap(formsIn);
}

function fieldsOf({ properties = {}, required = [] }: SchemaNode): readonly Field[] {
  return Object.entries(properties).map(([name, node]) => ({
    name,
    type: typeOf(node),
    about: node.description ?? "",
    isOptional: !required.includes(name) || node.default !== undefined,
    inside: formsIn(node),
  }));
}

function typeOf(node: SchemaNode): string {
  if (node.const !== undefined) return String(node.const);
  if (node.enum !== undefined) return inWords(node.enum.map(String));
  const choices = choicesOf(node);
  if (choices.length > 0) return inWords(withoutText(choices.map(typeOf)));
  if (node.items !== undefined) return `list of ${pluralOf(typeOf(node.items))}`;
  if (node.properties !== undefined) return "{…}";
  const types = typeof node.type === "string" ? [node.type] : (node.type ?? []);
  return inWords(withoutText(types.map((type) => typeNames[type] ?? type)));
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  integer: "number",
  boolean: "true or false",
  object: "{name: value}",
};

/** A number may also come as decimal text; help says so once for all fields. */
function withoutText(types: readonly string[]): readonly string[] {
  const different = [...new Set(types)];
  return different.includes("number") ? different.filter((type) => type !== "text") : different;
}

const pluralOf = (type: string): string => (type === "number" || type === "text" ? `${type}s` : type);

const inWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`;
