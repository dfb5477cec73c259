/** On which figures that nobody has measured the answer hangs. */
import type { PictureSpec, Spec } from "../../experiment/picture-spec.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import type { TuneResult } from "../../experiment/tune/run-tune.js";
import { palette, panel, picture } from "../theme.js";

const maxBars = 15;

/** None where nothing that is assumed does anything. */
export function assumedPicture<Scenario extends ScenarioBasics>(
  { bench, assumed }: TuneResult<Scenario>,
  caption: string,
): readonly PictureSpec[] {
  const shown = assumed.inputs
    .filter(({ change, turned }) => (change > 0 && Number.isFinite(change)) || turned.length > 0)
    .slice(0, maxBars);
  if (shown.length === 0) return [];
  const rows = shown.map(({ path, change, turned }) => ({
    input: path,
    change: Number.isFinite(change) ? change : 0,
    what: turned.length > 0 ? states.turns : states.changes,
  }));
  const y: Spec = {
    field: "input",
    type: "nominal",
    sort: rows.map(({ input }) => input),
    axis: { title: null, labelLimit: 280, grid: false },
  };
  const x: Spec = {
    field: "change",
    type: "quantitative",
    scale: { zero: true, nice: true },
    axis: { title: "change of the objective that changes most", format: ".2~%", tickCount: 6 },
  };
  const [blue, orange] = palette.accent;
  const isTurned = rows.some(({ what }) => what === states.turns);
  const color: Spec = {
    field: "what",
    type: "nominal",
    scale: { domain: [states.changes, states.turns], range: [blue, orange] },
    ...(!isTurned && { legend: null }),
  };
  const { by } = bench.ready.tune.words.assumed;
  const heading = {
    title: "What the answer hangs on, of all that nobody has measured",
    reading: `Bars: between ${percent(1 - by)} and ${percent(1 + by)} of the figure that is assumed, one at a time.`,
    caption,
  };
  return [
    picture("assumed", heading, {
      width: panel.width - 120,
      height: { step: 24 },
      data: { values: rows },
      mark: { type: "bar" },
      encoding: { y, x, color },
    }),
  ];
}

const states = { changes: "changes objectives", turns: "decides whether a constraint holds" } as const;
const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
