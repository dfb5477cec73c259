import type { Table } from "../../../sim/table/result-table.js";
import type { Mark } from "../../../sim/view/marks.js";
import { linesOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { picture } from "../../../sim/view/theme.js";

/** Strategies that lines can still be told apart of. */
const strategiesMax = 5;

const shares = /^followers\.share\[strategy=(.+?) of (.+)\]$/;
const earnings = /^followers\.earned_quil\[strategy=(.+?) of (.+)\]$/;

/** Which strategies operators follow over time, and what a worker earns by each, where they learn from that. */
export function strategiesFollowed(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const classes = new Set(series.columns.flatMap(({ name }) => shares.exec(name)?.[2] ?? []));
  const measures = (form: RegExp) =>
    series.columns
      .flatMap(({ name }) => {
        const found = form.exec(name);
        if (found === null) return [];
        return [{ column: name, label: classes.size === 1 ? found[1] : `${found[1]} of ${found[2]}` }];
      })
      .slice(0, strategiesMax);
  const earned = measures(earnings);
  const followed = linesOverTime({
    series,
    marks,
    measures: measures(shares),
    yTitle: "share of operators",
    labelsTime: earned.length === 0,
    height: 200,
  });
  const paid = linesOverTime({
    series,
    marks,
    measures: earned,
    yTitle: "QUIL a worker and day",
    labelsTime: true,
    height: 160,
  });
  return picture(
    "strategies-followed",
    {
      title:
        earned.length === 0
          ? "Strategies that operators follow"
          : "Strategies that operators follow, and what they earn",
      ...(earned.length > 0 && {
        reading:
          "What a worker earned between the latest two looks of its operator, mean over those who follow the strategy.",
      }),
      caption,
    },
    stackedPanels(earned.length === 0 ? [followed] : [followed, paid]),
  );
}

/** Whether there is anything to draw. */
export const hasStrategies = ({ columns }: Table): boolean => columns.some(({ name }) => shares.test(name));
