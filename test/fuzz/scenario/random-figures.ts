/** Figures, expectations and claims of a random scenario. */
import { seriesMetrics } from "../../../models/output/metrics/series.js";
import { type Choices, written } from "./choices.js";
import { durationText } from "./quantities.js";
import { type Fields } from "./random-operators.js";

/** Draws of their own, as what is told of a run changes nothing else of it. */
export function randomFigures(choices: Choices, horizonUs: number): Fields {
  const figure = (): string => {
    const { name, isTotal, unit } = choices.oneOf(seriesMetrics);
    const whole = choices.oneOf(["", "last", "min", "max", ...(isTotal === true ? [] : ["mean", "warmUp"])]);
    const bound = choices.oneOf(
      unit === "units" ? ["1.5 QUIL", "0"] : unit === "bytes" ? ["2 GB", "7"] : ["0", `3 ${unit}`],
    );
    return choices.oneOf([
      whole === "" ? name : `${whole}(${name})`,
      `${choices.oneOf(["timeAbove", "timeBelow"])}(${name}, ${bound})`,
      `${choices.oneOf(["first", "always"])}(${name} ${choices.oneOf([">", "<=", "!="])} ${bound})`,
    ]);
  };
  const warmUp = choices.maybe(0.2, () => durationText(choices, choices.integer(0, horizonUs - 1)));
  const comparedMetric = (than?: string) => {
    const metric = choices.oneOf(seriesMetrics.filter((one) => one.name !== than));
    const { name, unit } = metric;
    const bound =
      unit === "units" ? "1.5 QUIL" : unit === "bytes" ? "2 GB" : `${choices.oneOf(["3", "1e2", "1/2"])} ${unit}`;
    const event = `${choices.oneOf(["always", "never", "ever", "final"])} ${name} ${choices.oneOf([">", "<"])} ${bound}`;
    return { metric, bound, event };
  };
  const claim = (): string => {
    const { metric, bound, event } = comparedMetric();
    const { name, isTotal } = metric;
    // Runs of few looks have no mean over time unless their warm-up is said.
    const levels = warmUp === undefined ? [`last ${name}`, `max(${name})`] : [name, `max(${name})`, `mean(${name})`];
    const figure = isTotal === true ? name : choices.oneOf(levels);
    return choices.oneOf([
      `P(${event}) ${choices.oneOf(["<=", ">"])} ${choices.oneOf(["10 %", "0.5", "1e-3", "1/3"])}`,
      `${event} and not ${comparedMetric(name).event} @ 90%`,
      `mean(${figure}) ${choices.oneOf(["< ", ">= "])}${bound}`,
      `q90(${figure}) > ${bound} @ 99%`,
    ]);
  };
  let ids = 0;
  const expectation = (): unknown =>
    choices.oneOf([
      claim(),
      written({
        id: `claim-${ids++}`,
        that: claim(),
        because: choices.maybe(0.5, () => "it is random"),
        severity: choices.oneOf(["error", "warning", "note"]),
        knownWeakness: choices.maybe(0.3, () => "nobody knows"),
      }),
    ]);
  return written({
    warmUp,
    outputs: choices.maybe(0.3, () => [...new Set(choices.list(choices.integer(0, 4), figure))]),
    expect: choices.maybe(0.3, () => choices.list(choices.integer(0, 4), expectation)),
    claims: choices.maybe(0.15, () => choices.list(choices.integer(1, 3), () => randomClaim(choices))),
  });
}

function randomClaim(choices: Choices): Fields {
  const says = "somebody said so";
  if (choices.chance(0.3)) return { says, figure: "> 10 messages", needs: "message" };
  const isRatio = choices.chance(0.5);
  return written({
    says,
    shows: choices.maybe(0.3, () => "what the run has of it"),
    figure: isRatio ? choices.oneOf(["1 times", "50 %"]) : "12 nodes",
    within: choices.maybe(0.5, () => "20 %"),
    measure: "population.peersOnline",
    per: isRatio ? "max(population.peers)" : undefined,
    against: isRatio ? undefined : choices.maybe(0.3, () => ["seed=another"]),
  });
}
