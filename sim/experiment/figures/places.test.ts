/** All places of a scenario, or of a command, that read figures know the same words, and refuse the same. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coinModel, type CoinScenario } from "../../../test/coin-model.js";
import { folderWith } from "../../../test/scenario-files.js";
import { startOfDayMs } from "../../units/civil-date.js";
import { claimsOf } from "../claims/claim.js";
import { figuresOf } from "../expect/claim.js";
import { expectationsOf } from "../expect/expectations.js";
import type { Model } from "../model.js";
import { loadFile, readyScenario, ScenarioErrors } from "../ready-scenario.js";
import { figuresOfMeasure } from "../search/measure.js";
import { readySearch } from "../search/ready-search.js";
import { readyThreshold } from "../threshold/ready-threshold.js";
import { readyTune } from "../tune/ready-tune.js";
import { figureName } from "./figure.js";
import { figureMessages as messages } from "./messages.js";
import { outputNames } from "./outputs.js";

/** A queue that is cut after a day of two, with a date. */
const model: Model<CoinScenario> = {
  ...coinModel,
  metricsOf: () => [
    ...coinModel.metricsOf(),
    { name: "queue.paid_eur", alias: "paid", unit: "EUR", about: "of a test", kind: "amount", course: "level" },
  ],
  datedOf: (scenario) => ({ ...coinModel.datedOf!(scenario), startMs: startOfDayMs("2033-01-01")! }),
};
const basics = "name: coin\nhorizon: 2 d\nwarmUp: 0 d\n";
const over = "over: { chance: { from: 0, to: 0.4 } }";

const loaded = (text: string) => {
  const file = join(folderWith({ "a.yaml": basics + text }), "a.yaml");
  const read = loadFile(model, file);
  if (!read.ok) throw new ScenarioErrors(read.errors);
  return { file, read };
};
const ready = (text: string) => {
  const { file, read } = loaded(text);
  return readyScenario(model, file, read);
};
const searched = (words: string) => {
  const { file, read } = loaded(`search: { ${over}, ${words} }\n`);
  return readySearch(model, file, read).goal;
};
const tuned = (words: string) => {
  const { file, read } = loaded(`tune: { ${over}, ${words} }\n`);
  return readyTune(model, file, read);
};

/** The names of what is measured for a figure that is written there. */
const places: { readonly [place: string]: (figure: string) => readonly string[] } = {
  outputs: (figure) => outputNames(ready(`outputs: ["${figure}"]\n`).scenario, model.metricsOf()),
  expect: (figure) =>
    expectationsOf(ready(`expect: ["mean(${figure}) < 5"]\n`).scenario, model.metricsOf()).flatMap(({ claim }) =>
      figuresOf(claim).map(figureName),
    ),
  "claims.measure": (figure) =>
    claimsOf(ready(`claims: [{ says: it, figure: "5", measure: "${figure}" }]\n`).scenario, model.metricsOf()).flatMap(
      ({ measured }) => (measured === undefined ? [] : [figureName(measured.figure)]),
    ),
  "claims.per": (figure) =>
    claimsOf(
      ready(`claims: [{ says: it, figure: "5", measure: queue.wait, per: "${figure}" }]\n`).scenario,
      model.metricsOf(),
    ).flatMap(({ measured }) => (measured?.per === undefined ? [] : [figureName(measured.per)])),
  "search.minimise": (figure) => figuresOfMeasure(searched(`minimise: "mean(${figure})"`).measure),
  "search.maximise": (figure) => figuresOfMeasure(searched(`maximise: "q90(${figure})"`).measure),
  "search.cost": (figure) => {
    const { cost } = searched(`maximise: "mean(queue.wait)", cost: "mean(${figure})"`);
    return cost === undefined ? [] : figuresOfMeasure(cost);
  },
  "search.until": (figure) => {
    const { until } = searched(`minimise: chance, until: "mean(${figure}) > 5"`);
    return until === undefined ? [] : figuresOfMeasure(until.measure);
  },
  "tune.minimise": (figure) =>
    tuned(`minimise: ["mean(${figure})"]`).objectives.flatMap(({ measure }) => figuresOfMeasure(measure)),
  "tune.maximise": (figure) =>
    tuned(`maximise: ["P(${figure} > 5)"]`).objectives.flatMap(({ measure }) => figuresOfMeasure(measure)),
  "tune.constraints": (figure) =>
    tuned(`minimise: ["mean(queue.wait)"], constraints: ["median(${figure}) < 5"]`).constraints.flatMap(({ measure }) =>
      figuresOfMeasure(measure),
    ),
  "threshold until": (figure) =>
    figuresOf(
      readyThreshold(model, ready(""), {
        parameter: { path: "chance", from: "0", to: "0.4" },
        until: `P(${figure} > 5) > 50 %`,
        scale: "linear",
        prefix: "--",
      }).claim,
    ).map(figureName),
};

const refusalsOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof ScenarioErrors) return error.errors;
    throw error;
  }
  return [];
};

describe.each(Object.entries(places))("a figure under %s", (_place, read) => {
  it.each([
    ["max queue.length", "max(queue.length)"],
    ["max(queue.length) within 1 d of timeline.cut", "max(queue.length) within 1 d of timeline.cut"],
    ["min(queue.length)  beyond 1 h of timeline.cut", "min(queue.length) beyond 1 h of timeline.cut"],
    ["max(queue.paid) within 1 d of timeline.cut", "max(queue.paid_eur) within 1 d of timeline.cut"],
    ["max(paid)", "max(queue.paid_eur)"],
    ["queue.length at 1d", "queue.length at 1 d"],
    ["queue.paid at 2033-01-02", "queue.paid_eur at 2033-01-02"],
    ["paid(2033)", "queue.paid_eur at 2033"],
  ])("has the words of all places: %s", (written, name) => {
    expect(read(written)[0]).toBe(name);
  });

  it.each([
    ["max(queue.length) within 1 d of timeline.cot", messages.noMoment("cot", ["cut"])],
    ["max(queue.length) within 1 h of timeline.cut", messages.lookedBetween("within 1 h of timeline.cut", "24 h")],
    ["max(queue.length) beyond 2 d of timeline.cut", messages.neverLooked("beyond 2 d of timeline.cut", "2 d")],
    ["queue.length at 3 d", messages.afterRun("3 d", "2 d")],
    ["paid(2034)", messages.outsideRun("2034", "2033-01-01", "2033-01-03")],
    ["paid(soon)", messages.badMoment("soon")],
  ])("is refused before anything runs: %s", (written, message) => {
    // Behind it stands what was read, or what may have been meant.
    const said = refusalsOf(() => read(written)).map((error) => error.message.slice(0, message.length));
    expect(said).toEqual([message]);
  });
});

describe("a bare level in a window, where a mean is asked", () => {
  const written = "queue.length within 1 d of timeline.cut";
  const means = ["expect", "search.minimise", "search.cost", "search.until", "tune.minimise"];

  it.each(means)("is its mean in that window under %s", (place) => {
    expect(places[place](written)[0]).toBe(`mean(queue.length) within 1 d of timeline.cut`);
    expect(places[place](`last ${written}`)[0]).toBe(`last(queue.length) within 1 d of timeline.cut`);
  });
});
