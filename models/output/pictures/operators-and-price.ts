import type { Table } from "../../../sim/table/result-table.js";
import { linesOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { picture } from "../../../sim/view/theme.js";

/** Classes that lines can still be told apart of. */
const classesMax = 6;

const running = /^money\.operatorsRunning\[class=(.+)\]$/;

/** What a token is worth, who runs machines at that price, and what all of them earn and pay, over time. */
export function operatorsAndPrice(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const classes = series.columns.flatMap(({ name }) => {
    const found = running.exec(name);
    return found === null ? [] : [{ column: name, label: found[1] }];
  });
  const all = { column: "money.operatorsRunning", label: "all" };
  const price = linesOverTime({
    series,
    marks,
    measures: [{ column: "market.price_usd", label: "price" }],
    yTitle: "price (USD per QUIL)",
    labelsTime: false,
    height: 130,
  });
  const operators = linesOverTime({
    series,
    marks,
    measures: classes.length > classesMax ? [all] : classes,
    yTitle: "operators that run",
    labelsTime: false,
    tickMinStep: 1,
    height: 190,
  });
  const books = linesOverTime({
    series,
    marks,
    measures: [
      { column: "money.income_usd", label: "worth of rewards" },
      { column: "money.cost_usd", label: "costs" },
    ],
    yTitle: "since the start (USD)",
    labelsTime: true,
    height: 150,
  });
  return picture(
    "operators-and-price",
    {
      title: "Price of a token, who runs machines, and what they earn and pay",
      reading: "Rewards are worth what a token was when their operator booked them.",
      caption,
    },
    stackedPanels([price, operators, books]),
  );
}
