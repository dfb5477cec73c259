/** What a machine earns in a large node, by itself, or as many identities, under three rule sets: table and picture. */
import { estimate } from "../../sim/stats/estimate.js";
import { pairedDifference } from "../../sim/stats/paired-differences.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { palette, picture } from "../../sim/view/theme.js";
import { amountText, intervalText } from "./texts.js";

/** Classes of `machines.yaml`. */
export const forms = ["consolidated", "a node a machine", "split"] as const;
export type Form = (typeof forms)[number];

/** Of one class in one run. */
export interface MachineFigure {
  readonly rules: string;
  readonly form: Form;
  readonly replication: number;
  readonly quilPerMachineDay: number;
}

const rulesOf = (figures: readonly MachineFigure[]): readonly string[] => [
  ...new Set(figures.map(({ rules }) => rules)),
];

const valuesOf = (figures: readonly MachineFigure[], rules: string, form: Form): readonly number[] =>
  figures.filter((one) => one.rules === rules && one.form === form).map((one) => one.quilPerMachineDay);

/** A row a rule set: what each form earns, and whether splitting or consolidating wins, in pairs of the same run. */
export function machineTable(figures: readonly MachineFigure[]): string {
  const rows = rulesOf(figures).map((rules) => {
    const of = (form: Form) => valuesOf(figures, rules, form);
    const cells = forms.map((form) => {
      const { mean, lower, upper } = estimate(of(form));
      return `${amountText(mean)} ${intervalText(amountText(lower ?? mean), amountText(upper ?? mean))}`;
    });
    return `| ${[rules, ...cells, differenceText(of("consolidated"), of("split"))].join(" | ")} |`;
  });
  return [
    `| rules | ${forms.join(" | ")} | split less consolidated |`,
    `| --- | ${forms.map(() => "--:").join(" | ")} | --: |`,
    ...rows,
  ].join("\n");
}

function differenceText(consolidated: readonly number[], split: readonly number[]): string {
  const differences = split.map((value, k) => value - consolidated[k]);
  const { effect, lower95, upper95 } = pairedDifference({ a: consolidated, b: split, differences });
  const base = estimate(consolidated).mean;
  const percent = (value: number | null): string => {
    const text = ((100 * (value ?? effect)) / base).toFixed(0);
    return text.startsWith("-") ? text.replace("-", "−") : `+${text}`;
  };
  return `${percent(effect)} % ${intervalText(percent(lower95), percent(upper95))}`;
}

/** A panel a rule set: what a machine of each form earns, as a multiple of one that is a node by itself. */
export function machinePicture(figures: readonly MachineFigure[]): PictureSpec {
  const values = rulesOf(figures).flatMap((rules) => {
    const base = estimate(valuesOf(figures, rules, "a node a machine")).mean;
    return forms.map((form) => {
      const { mean, lower, upper } = estimate(valuesOf(figures, rules, form));
      return { rules, form, times: mean / base, lower: (lower ?? mean) / base, upper: (upper ?? mean) / base };
    });
  });
  const x = { field: "form", type: "nominal", sort: [...forms], title: null, axis: { labelAngle: -30 } };
  const y = { type: "quantitative", title: "times a machine that is a node" };
  return picture(
    "attacks-machines",
    {
      title: "What a machine earns: split, by itself, consolidated",
      reading: "Means with their 95 % intervals; 1: the mean of machines that are a node each, under the same rules.",
      caption: "scenarios/attacks/machines.yaml and machines-v2.0.6.yaml · npm run attacks",
    },
    {
      data: { values },
      facet: {
        column: {
          field: "rules",
          type: "nominal",
          sort: [...rulesOf(figures)],
          title: null,
          header: { labelFontSize: 13 },
        },
      },
      spec: {
        width: 170,
        height: 240,
        layer: [
          {
            mark: { type: "bar", width: 36 },
            encoding: {
              x,
              y: { ...y, field: "times" },
              color: {
                field: "form",
                type: "nominal",
                sort: [...forms],
                legend: null,
                scale: { domain: [...forms], range: palette.accent.slice(0, 3) },
              },
            },
          },
          {
            mark: { type: "rule", strokeWidth: 2, color: palette.ink },
            encoding: { x, y: { ...y, field: "lower" }, y2: { field: "upper" } },
          },
        ],
      },
    },
  );
}
