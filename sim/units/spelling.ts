/** Words and keys that may be spelt in more than one way. */
import type { z } from "zod";

const nameBySchema = new WeakMap<z.core.$ZodType, string>();

/** Marks the schema of a key as another spelling of the key `name` of the same map. Give it to the shape as it is returned. */
export function spellingOf<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  nameBySchema.set(schema, name);
  return schema;
}

/** The key that a schema is another spelling of; undefined if it is a key of its own. */
export const nameSpelt = (schema: z.core.$ZodType): string | undefined => nameBySchema.get(schema);

/** What is the same in `leastReplicated`, `least replicated`, `least-replicated` and `Least.Replicated`. */
export const plainWord = (written: string): string => written.replaceAll(/[._\- ]/g, "").toLowerCase();
