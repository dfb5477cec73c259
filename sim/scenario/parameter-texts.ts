/** The parameters of plug-ins in words, for lists and help. */
import { z } from "zod";
import type { Parameters } from "../units/plugins.js";
import { allowedAt } from "./allowed.js";
import { fillDefaults } from "./fill.js";
import { descriptionAt } from "./schema-walk.js";
import type { Plain } from "./tree.js";

export interface ParameterText {
  readonly name: string;
  readonly about: string;
  /** What may be written, in words, the unit with it. */
  readonly allowed: string;
  /** As it would be written; undefined where there is no default. */
  readonly default: Plain | undefined;
  readonly isRequired: boolean;
}

/** The parameters of a plug-in in the order in which its file lists them. */
export function parameterTexts(parameters: Parameters): readonly ParameterText[] {
  const schema = z.object(parameters);
  return Object.entries(parameters).map(([name, parameter]) => ({
    name,
    about: descriptionAt(schema, [name]) ?? "",
    allowed: allowedAt(schema, [name]),
    default: fillDefaults(parameter, undefined),
    isRequired: !parameter.safeParse(undefined).success,
  }));
}
