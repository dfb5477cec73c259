import { z } from "zod";
import { printPath } from "./path.js";
import { type AnySchema, definitionOf } from "./schema-walk.js";
import type { Plain } from "./tree.js";

/**
 * A valid scenario with everything that it left to the schema written out, in the order of the schema.
 * Defaults must have a written form: `prefault("50 ms")`, or `default` of something that is written as it is read.
 */
export function fillDefaults(schema: AnySchema, written: Plain | undefined): Plain | undefined {
  return fill(schema, written, []);
}

function fill(schema: AnySchema, written: Plain | undefined, path: readonly PropertyKey[]): Plain | undefined {
  const def = definitionOf(schema);
  switch (def.type) {
    case "prefault":
      return fill(def.innerType, written ?? (def.defaultValue as Plain), path);
    case "default":
      return fill(def.innerType, written === undefined ? encode(def.innerType, def.defaultValue, path) : written, path);
    case "optional":
      return written === undefined ? undefined : fill(def.innerType, written, path);
    case "nullable":
      return written === null ? null : fill(def.innerType, written, path);
    case "nonoptional":
    case "readonly":
    case "catch":
      return fill(def.innerType, written, path);
    case "lazy":
      return fill(def.getter(), written, path);
    case "pipe":
      return definitionOf(def.in).type === "transform" ? written : fill(def.in, written, path);
    case "union":
      return fill(def.options.find((option) => z.safeParse(option, written).success) ?? z.any(), written, path);
    case "array":
      return isList(written) ? written.map((item, k) => fill(def.element, item, [...path, k]) as Plain) : written;
    case "record":
      return isMap(written) ? fillKeys(written, Object.keys(written), () => def.valueType, path) : written;
    case "object": {
      if (!isMap(written)) return written;
      const keys = [...Object.keys(def.shape), ...Object.keys(written).filter((key) => !Object.hasOwn(def.shape, key))];
      return fillKeys(written, keys, (key) => (Object.hasOwn(def.shape, key) ? def.shape[key] : z.any()), path);
    }
    default:
      return written;
  }
}

function fillKeys(
  written: { readonly [key: string]: Plain },
  keys: readonly string[],
  schemaOf: (key: string) => AnySchema,
  path: readonly PropertyKey[],
): Plain {
  const filled: [string, Plain][] = [];
  for (const key of keys) {
    const value = fill(schemaOf(key), Object.hasOwn(written, key) ? written[key] : undefined, [...path, key]);
    if (value !== undefined) filled.push([key, value]);
  }
  return Object.fromEntries(filled);
}

const isList = (written: Plain | undefined): written is Plain[] => Array.isArray(written);
const isMap = (written: Plain | undefined): written is { [key: string]: Plain } =>
  typeof written === "object" && written !== null && !Array.isArray(written);

/** The written form of a default that is given as the program uses it; needs a codec where the two differ. */
function encode(schema: AnySchema, value: unknown, path: readonly PropertyKey[]): Plain {
  try {
    return z.encode(schema, value) as Plain;
  } catch (cause) {
    throw new Error(`the default of ${printPath(path)} has no written form: use prefault in the schema`, { cause });
  }
}
