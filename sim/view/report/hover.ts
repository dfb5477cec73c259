/**
 * What a picture says where somebody points at it: the values of all curves at the nearest moment, or what a bar or a point
 * stands for. Pictures in files have none of it.
 */
import type { Spec, SpecValue } from "../../experiment/picture-spec.js";
import { palette } from "../theme.js";

/** The same picture, hoverable. */
export function hoverable(spec: Spec): Spec {
  let panels = 0;
  const along = titleAlong(spec);
  const visit = (part: Spec): Spec => {
    for (const key of ["vconcat", "hconcat", "concat"]) {
      const inner = part[key];
      if (Array.isArray(inner)) return { ...part, [key]: inner.map((panel: SpecValue) => visit(panel as Spec)) };
    }
    // A view that is repeated has its curves below `spec`.
    if (isSpec(part["spec"])) return { ...part, spec: visit(part["spec"]) };
    return hoverablePanel(part, { name: `hover${panels++}`, along });
  };
  return visit(spec);
}

interface Rule {
  /** No two panels of a picture have the same. */
  readonly name: string;
  /** What the axis that all panels share says, which one of them only shows. */
  readonly along: string | undefined;
}

/** The first title of a horizontal axis in any panel. */
function titleAlong(part: SpecValue): string | undefined {
  if (typeof part !== "object" || part === null) return undefined;
  const x = isSpec(part) ? channelOf(part, "x") : undefined;
  const own = x === undefined ? "" : titleOf(x, "");
  if (own !== "") return own;
  for (const [key, inner] of Object.entries(part)) {
    const found = key === "data" ? undefined : titleAlong(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isSpec = (value: SpecValue | undefined): value is Spec =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A panel without curves tells of its marks; one with curves has a rule that follows the pointer. */
function hoverablePanel(panel: Spec, rule: Rule): Spec {
  const units = unitsOf(panel);
  const curves = units.filter(isCurve);
  if (curves.length === 0) return told(panel);
  // The boldest is what the panel shows; others are bands and single replications.
  const boldest = curves.reduce((most, unit) => (weightOf(unit) > weightOf(most) ? unit : most));
  const following = followingRule(boldest, rule);
  if (following === null) return told(panel);
  if (Array.isArray(panel["layer"]))
    return { ...panel, layer: [...(panel["layer"] as readonly SpecValue[]), following] };
  const outside = ["width", "height", "title", "resolve", "$schema", "description", "padding", "config"];
  const [outer, inner] = [{} as Record<string, SpecValue>, {} as Record<string, SpecValue>];
  for (const [key, value] of Object.entries(panel)) (outside.includes(key) ? outer : inner)[key] = value;
  return { ...outer, layer: [inner, following] };
}

const unitsOf = (panel: Spec): readonly Spec[] =>
  Array.isArray(panel["layer"]) ? (panel["layer"] as readonly Spec[]).flatMap(unitsOf) : [panel];

const textOf = (value: SpecValue | undefined): string => (typeof value === "string" ? value : "");

const markOf = ({ mark }: Spec): Spec => (isSpec(mark) ? mark : { type: mark ?? "" });

/** A line or an area along a continuous axis. */
function isCurve(unit: Spec): boolean {
  const type = textOf(markOf(unit)["type"]);
  const x = channelOf(unit, "x");
  return (type === "line" || type === "area") && x?.["type"] === "quantitative" && typeof x["field"] === "string";
}

function channelOf({ encoding }: Spec, channel: string): Spec | undefined {
  const found = isSpec(encoding) ? encoding[channel] : undefined;
  return isSpec(found) ? found : undefined;
}

/** Lines before areas, thick ones before thin ones. */
function weightOf(unit: Spec): number {
  const { type, strokeWidth } = markOf(unit);
  return type === "line" ? 1 + Number(strokeWidth ?? 1) : 0;
}

/** A rule at the nearest moment, with the values of all curves of a unit; null where they cannot be told. */
function followingRule(unit: Spec, { name, along }: Rule): Spec | null {
  const [x, y, color] = ["x", "y", "color"].map((channel) => channelOf(unit, channel));
  if (x === undefined || y === undefined || typeof y["field"] !== "string") return null;
  const curves = namesOfCurves(color);
  const field = textOf(x["field"]);
  const { data, transform = [] } = unit;
  const format = numberFormat(y);
  const pivot: Spec = { pivot: textOf(color?.["field"]), value: y["field"], groupby: [field], op: "max" };
  const values: readonly Spec[] =
    curves === null
      ? [{ field: y["field"], type: "quantitative", title: titleOf(y, y["field"]), format }]
      : curves.map((curve) => ({ field: fieldPath(curve), type: "quantitative", title: curve, format }));
  return {
    ...(data === undefined ? {} : { data }),
    transform: [...(transform as readonly SpecValue[]), ...(curves === null ? [] : [pivot])],
    params: [
      { name, select: { type: "point", fields: [field], nearest: true, on: "pointerover", clear: "pointerout" } },
    ],
    mark: { type: "rule", color: palette.quiet, strokeWidth: 1 },
    encoding: {
      x: { field, type: "quantitative" },
      opacity: { condition: { param: name, empty: false, value: 0.7 }, value: 0 },
      tooltip: [{ field, type: "quantitative", title: along ?? titleOf(x, field), format: ",.4~r" }, ...values],
    },
  };
}

/** The curves that a colour tells apart; null: there is one. */
function namesOfCurves(color: Spec | undefined): readonly string[] | null {
  const scale = color?.["scale"];
  if (color === undefined || typeof color["field"] !== "string") return null;
  const domain = isSpec(scale) ? scale["domain"] : undefined;
  return Array.isArray(domain) ? domain.map(String) : null;
}

/** What an axis says, which need not be labelled in this panel. */
function titleOf(channel: Spec, otherwise: string): string {
  const { axis, title } = channel;
  const own = isSpec(axis) ? axis["title"] : title;
  return typeof own === "string" ? own : otherwise;
}

/** Shares as per cent where the axis has them so, all else with six digits. */
function numberFormat({ axis }: Spec): string {
  const format = isSpec(axis) ? axis["format"] : undefined;
  return typeof format === "string" && format.endsWith("%") ? ".1%" : ",.6~r";
}

/** The name of a field whose name has signs that would lead into it. */
const fieldPath = (name: string): string => name.replaceAll(/[\\.[\]]/g, String.raw`\$&`);

/** Marks that tell of what they stand for; a text beside them has nothing to add. */
function told(part: Spec): Spec {
  if (Array.isArray(part["layer"]))
    return { ...part, layer: (part["layer"] as readonly SpecValue[]).map((unit) => told(unit as Spec)) };
  const mark = markOf(part);
  if (["text", "rule", "line", "area", ""].includes(textOf(mark["type"]))) return part;
  return { ...part, mark: { tooltip: true, ...mark } };
}
