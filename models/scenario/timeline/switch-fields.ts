import { z } from "zod";
import { type RuleSwitches, type SwitchName, switchTable } from "../../protocol/ground/rule-sets.js";

/** Fields for single switches, each optional, as scenarios write them. */
export function switchFields<Name extends SwitchName>(
  names: readonly Name[],
): { readonly [One in Name]: z.ZodOptional<z.ZodType<RuleSwitches[One], RuleSwitches[One]>> } {
  const fields = names.map((name) => {
    const entry = switchTable[name];
    const type = "values" in entry ? z.enum(entry.values) : z.int().min(entry.min).max(entry.max);
    return [name, type.optional().describe(entry.about)] as const;
  });
  return Object.fromEntries(fields) as unknown as ReturnType<typeof switchFields<Name>>;
}
