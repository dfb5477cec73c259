/** Texts of a scenario that may stand in a file of their own. */
import { z } from "zod";

/** Schemas of such texts: who loads a scenario puts what the file says in the place of its name. */
const known = new WeakSet<z.core.$ZodType>();

/** Characters of such a text: as many as a file of scenarios may have bytes. */
const maxLength = 1_048_576;

/** A field that holds lines of text. A single line is the name of a file, relative to the one that names it. */
export function textFile(examples: readonly string[]): z.ZodType<string, string> {
  const text = z
    .string()
    .min(1)
    .max(maxLength)
    .meta({ examples: [...examples] });
  known.add(text);
  return text.transform((lines) => lines);
}

export const isTextFile = (schema: z.core.$ZodType): boolean => known.has(schema);

/** Whether a text is the name of a file, and not what it says. */
export const isFileName = (text: string): boolean => !/[\n\r]/.test(text);
