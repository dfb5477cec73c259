import type { Table } from "../../../sim/table/result-table.js";
import { linesOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { numbersOf } from "../../../sim/view/rows.js";
import { picture } from "../../../sim/view/theme.js";

/** What a token is worth, and what was sold to its market and bought from it, over time (scenarios with a market). */
export function tokenPrice(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const hasTrades = ["market.sold_quil", "market.bought_quil"].some((name) =>
    numbersOf(series, name).some((value) => value > 0),
  );
  const price = linesOverTime({
    series,
    marks,
    measures: [{ column: "market.price_usd", label: "price" }],
    yTitle: "price of a token (USD)",
    labelsTime: !hasTrades,
    height: 180,
  });
  const traded = linesOverTime({
    series,
    marks,
    measures: [
      { column: "market.sold_quil", label: "sold" },
      { column: "market.bought_quil", label: "bought" },
    ],
    yTitle: "traded so far (QUIL)",
    labelsTime: true,
    height: 180,
  });
  return picture(
    "token-price",
    {
      title: hasTrades ? "Price of a token, and what was traded" : "Price of a token",
      ...(hasTrades && {
        reading: "What operators, users and speculators sold to the market and bought from it since the start.",
      }),
      caption,
    },
    stackedPanels(hasTrades ? [price, traded] : [price]),
  );
}
