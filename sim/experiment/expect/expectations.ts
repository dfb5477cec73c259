/** The expectations that a scenario has, and what is wrong with them before anything runs. */
import { figureName } from "../figures/figure.js";
import type { MetricInfo } from "../figures/metric-info.js";
import { metricList } from "../figures/parse.js";
import type { Dated } from "../../scenario/timeline/moments.js";
import type { Infeasible, ScenarioBasics } from "../model.js";
import { whyCold } from "./by-construction.js";
import { type Claim, figuresOf } from "./claim.js";
import { claimMessages as messages } from "./claim-messages.js";
import { parseClaim } from "./parse/parse-claim.js";
import type { Severity, WrittenExpectation } from "./written.js";

export interface Expectation {
  /** Its own, or `expectation-1` by its place. */
  readonly id: string;
  /** Where in the scenario it stands. */
  readonly path: string;
  readonly claim: Claim;
  readonly because: string;
  readonly severity: Severity;
  /** Why it is known not to hold; undefined: it is to hold. */
  readonly knownWeakness: string | undefined;
}

type Asking = Pick<ScenarioBasics, "expect" | "horizon" | "warmUp">;

const plain = (written: string | WrittenExpectation): WrittenExpectation =>
  typeof written === "string" ? { that: written, severity: "error" } : written;

const idOf = ({ id }: WrittenExpectation, k: number): string => id ?? `expectation-${k + 1}`;

/** All of them, in their order; those that cannot be read are left out, which `expectationProblems` tells. */
export function expectationsOf(
  { expect = [], horizon }: Asking,
  metrics: readonly MetricInfo[],
): readonly Expectation[] {
  const known = metricList(metrics);
  return expect.flatMap((one, k) => {
    const written = plain(one);
    const read = parseClaim(written.that, known, horizon);
    if (!read.ok) return [];
    const { because = "", severity, knownWeakness } = written;
    return [{ id: idOf(written, k), path: `expect[${k}]`, claim: read.value, because, severity, knownWeakness }];
  });
}

/** Why they cannot be judged. */
export function expectationProblems(
  { expect = [], horizon, warmUp }: Asking,
  metrics: readonly MetricInfo[],
  dated?: Dated,
): readonly Infeasible[] {
  const known = metricList(metrics);
  const ids = new Set<string>();
  return expect.flatMap((one, k) => {
    const found: Infeasible[] = [];
    const written = plain(one);
    const id = idOf(written, k);
    if (ids.has(id)) found.push({ path: `expect[${k}].id`, message: messages.idTwice(id) });
    ids.add(id);
    const read = parseClaim(written.that, known, horizon, dated);
    const path = typeof one === "string" ? `expect[${k}]` : `expect[${k}].that`;
    if (read.ok) {
      const why = whyCold(figuresOf(read.value), { horizonUs: horizon, dated, warmUpUs: warmUp });
      return why === undefined ? found : [...found, { path, message: why }];
    }
    const { at, length, message, misspelt } = read.problem;
    return [...found, { path, message, within: { at, length }, ...(misspelt !== undefined && { misspelt }) }];
  });
}

/** What has to be measured in each run, as `outputs` of a scenario says it, each once. */
export const figuresMeasured = (expectations: readonly Expectation[]): readonly string[] => [
  ...new Set(expectations.flatMap(({ claim }) => figuresOf(claim).map(figureName))),
];
