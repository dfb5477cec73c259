import type { PointEstimates } from "../../experiment/sweep/estimates.js";
import type { Spec } from "../../experiment/picture-spec.js";
import { finiteOrNull } from "../rows.js";
import { levelAt, type SweptField } from "./swept-fields.js";

/** Figures of a sample that pictures show. */
const shown = ["mean", "lower95", "upper95", "p05", "p95"] as const;

/** Rows `{f0, f1, …, mean, lower95, upper95, p05, p95}` of one metric, a row a point, with the fields in the order given. */
export const estimateRows = (
  estimates: readonly PointEstimates[],
  { metric, fields }: { readonly metric: string; readonly fields: readonly SweptField[] },
): Spec[] =>
  estimates.map((point) => {
    const sample = point.metrics.find(({ name }) => name === metric)?.sample ?? null;
    const figure = (name: (typeof shown)[number]): number | null => {
      const value = sample?.[name];
      return value === null || value === undefined ? null : finiteOrNull(Number(value));
    };
    return {
      ...Object.fromEntries(fields.map((field, k) => [`f${k}`, levelAt(point, field)])),
      ...Object.fromEntries(shown.map((name) => [name, figure(name)])),
    };
  });
