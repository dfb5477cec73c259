/** Extreme values that the schema of a scenario allows, field by field: a field that is added is tried too. */
import { z } from "zod";
import { tokenAmount } from "../models/protocol/ground/token.js";
import * as dimensions from "../sim/units/dimensions.js";
import type { Dimension } from "../sim/units/dimensions.js";
import { patternOf } from "../sim/units/schema.js";

/** A field, by the steps to it, and one of its smallest or largest values as a file writes it. */
export interface Extreme {
  readonly steps: readonly (string | number)[];
  readonly value: unknown;
}

interface Node {
  readonly [keyword: string]: unknown;
  readonly properties?: { readonly [name: string]: Node };
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** All of them, in the order of the schema; the first element stands for every element of a list. */
export function extremesOf(schema: z.ZodType): readonly Extreme[] {
  return extremesAt(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node, []);
}

function extremesAt(node: Node, steps: Extreme["steps"]): readonly Extreme[] {
  return [
    ...valuesOf(node).map((value) => ({ steps, value })),
    ...(node.anyOf ?? []).flatMap((choice) => extremesAt(choice, steps)),
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) => extremesAt(child, [...steps, name])),
    ...(node.items === undefined ? [] : extremesAt(node.items, [...steps, 0])),
  ];
}

const quantities: readonly Dimension<number | bigint>[] = [...Object.values(dimensions), tokenAmount];

function valuesOf(node: Node): readonly unknown[] {
  if (node.enum !== undefined) return node.enum;
  if (node["const"] !== undefined) return [node["const"]];
  if (node["type"] === "boolean") return [false, true];
  if (node.minimum !== undefined && node.maximum !== undefined) return [node.minimum, node.maximum];
  const dimension = quantities.find((one) => patternOf(one) === node.pattern);
  if (dimension === undefined) return [];
  const [base] = dimension.units;
  return ["0", "0.000001", "1", String(dimension.max)].map((number) => `${number} ${base.symbol}`);
}

/** The fields with one of them set; maps and lists on the way are copied. */
export function withValue(fields: unknown, [step, ...rest]: Extreme["steps"], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(fields))
    return fields.map((item: unknown, k) => (k === step ? withValue(item, rest, value) : item));
  const map = (typeof fields === "object" ? fields : {}) as { readonly [name: string]: unknown };
  return { ...map, [step]: withValue(map[step], rest, value) };
}
