/** Variables that a scenario gives to its formula. */
import { share } from "../../sim/units/dimensions.js";
import type { FormulaName } from "../../sim/units/formula/formula.js";
import type { ParameterProblem } from "../../sim/units/plugins.js";
import { parseQuantity } from "../../sim/units/quantity.js";
import { curveLanguage, stateNames } from "./formula-language.js";

/** Names as formulas write them. */
const nameForm = /^[A-Za-z_]\w*$/;

type Variables = Readonly<Record<string, string | number>>;

interface ReadVariables {
  readonly variables: ReadonlyMap<string, FormulaName>;
  readonly problems: readonly ParameterProblem[];
}

/** Variables with their units, in the order in which they are written; a text is a quantity of any kind that formulas know. */
export function readVariables(written: Variables): ReadVariables {
  const variables = new Map<string, FormulaName>();
  const problems: ParameterProblem[] = [];
  for (const [name, value] of Object.entries(written)) {
    const parameter = `variables.${name}`;
    if (!nameForm.test(name))
      problems.push({ parameter: "variables", message: `"${name}" is no name; write letters, digits and _` });
    else if (Object.hasOwn(stateNames, name))
      problems.push({ parameter, message: `every formula has ${name} already; give the variable another name` });
    const found = quantityOf(value);
    if (typeof found === "string") problems.push({ parameter, message: found });
    else variables.set(name, found);
  }
  return { variables, problems };
}

function quantityOf(value: string | number): FormulaName | string {
  if (typeof value === "number") return { dims: curveLanguage.number, range: [value, value] };
  const asShare = parseQuantity(share, value);
  if (asShare.ok) return { dims: curveLanguage.number, range: [asShare.value, asShare.value] };
  for (const { name, dimension } of curveLanguage.quantities) {
    const parsed = parseQuantity<number | bigint>(dimension, value);
    if (!parsed.ok) continue;
    const number = Number(parsed.value);
    return { dims: curveLanguage.dims(name), range: [number, number] };
  }
  return `${value} is neither a number nor an amount of ${curveLanguage.quantities.map(({ name }) => name).join(", ")} with its unit`;
}
