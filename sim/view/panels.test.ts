/** Lines are drawn whatever they are called: names of classes are free. */
import { describe, expect, it } from "vitest";
import { table } from "../table/result-table.js";
import { linesOverTime } from "./panels.js";
import { renderPictures } from "./render.js";
import { sampleOfSeries } from "./series-sample.js";
import { picture } from "./theme.js";

const names = [
  "plain",
  `#0: "x", 'y'`,
  "a.b",
  "c[0]",
  "back\\slash",
  "two #marks #1",
  "矿工 ⛏",
  "time",
  "measure",
  "amount",
  "constructor",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "__proto__",
];
const columns = names.map((name) => `m[class=${name}]`);

const seriesOf = (rise: number) =>
  table([
    { name: "time_s", values: [0, 3600, 7200] },
    ...columns.map((name, k) => ({ name, values: [k + 1, k + 1 + rise, k + 1 + 2 * rise] })),
  ]);

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** How often each measure has a line in the picture, by what the browser reads aloud of it. */
async function linesIn(series: ReturnType<typeof seriesOf>): Promise<number[]> {
  const measures = names.map((label, k) => ({ column: columns[k], label }));
  const spec = linesOverTime({ series, measures, yTitle: "things", labelsTime: true });
  const [{ svg }] = await renderPictures([picture("lines", { title: "Lines", reading: "", caption: "" }, spec)]);
  return names.map((name) => svg.split(`measure: ${escaped(name)}`).length - 1);
}

describe("lines over time", () => {
  it("has one of each measure of a run", async () => {
    expect(await linesIn(seriesOf(1))).toEqual(names.map(() => 1));
  });

  it("has one of each measure and replication of a sample, and the bands that hold them", async () => {
    const found = await linesIn(sampleOfSeries([seriesOf(1), seriesOf(2), seriesOf(3)]));
    // A line for each of three replications, two bands, and the median.
    expect(found).toEqual(names.map(() => 6));
  });

  it.each([
    [["world.sizeBytes"], "80 GB"],
    [["wire.sent_bytes[class=home]", "world.sizeBytes"], "80 GB"],
    [["world.sizeBytes", "shop.count"], "80 bn"],
    [["storage.bytesPerDay"], "80 bn"],
  ])("has labels in kB, MB and so on where all that is drawn is bytes: %j", async (drawn, label) => {
    const series = table([
      { name: "time_s", values: [0, 3600] },
      ...drawn.map((name) => ({ name, values: [0, 80e9] })),
    ]);
    const measures = drawn.map((column) => ({ column, label: column }));
    const spec = linesOverTime({ series, measures, yTitle: "data", labelsTime: true });
    const [{ svg }] = await renderPictures([picture("lines", { title: "Lines", reading: "", caption: "" }, spec)]);
    expect(svg).toContain(`>${label}</text>`);
  });
});
