/** What must not matter: whether events are logged, when reports are, and classes in which nobody is. */
import type { Scenario } from "../../../models/scenario/schema.js";
import type { RunIdentity, RunResult } from "../../../models/run.js";
import type { Choices } from "../scenario/choices.js";
import type { Finding } from "../finding.js";
import { differences } from "./same-run.js";

type Run = (scenario: Scenario, identity?: Partial<RunIdentity>) => RunResult;
type Tables = RunResult["tables"];

interface Aside {
  readonly how: string;
  readonly change: (run: Run, scenario: Scenario) => RunResult;
  /** What can be compared: a report is an event, and a class is a row. */
  readonly compared: (result: RunResult) => RunResult;
}

const isOfNobody = ({ name }: { readonly name: string }): boolean => name.endsWith("[class=nobody]");

/** The end of a run: what a report can only read off. */
const atTheEnd = ({ tables: { shards, rings }, metrics }: RunResult): RunResult => ({
  tables: { shards, rings } as Tables,
  metrics,
  fingerprint: "",
  summaryLines: [],
});

const asides: readonly Aside[] = [
  {
    how: "without a log of events",
    change: (run, scenario) => run(scenario, { events: false }),
    compared: ({ tables: { events: _events, provers: _provers, ...tables }, ...rest }) => ({ ...rest, tables }),
  },
  {
    how: "with reports at other times",
    change: (run, scenario) =>
      run({ ...scenario, report: { ...scenario.report, every: Math.ceil((scenario.horizon * 3) / 7) } }),
    compared: atTheEnd,
  },
  {
    how: "with a class in which nobody is",
    change: (run, scenario) => {
      const [first] = scenario.operators;
      // Whoever says how many are outside keeps books.
      const outside = first.outside === undefined ? {} : { outside: 0 };
      const nobody = { ...first, ...outside, class: "nobody", count: 0, workers: 1, arrive: 0 };
      return run({ ...scenario, operators: [...scenario.operators, nobody] });
    },
    compared: (result) => {
      const { metrics, tables, ...rest } = atTheEnd(result);
      const shards = { ...tables.shards, columns: tables.shards.columns.filter((column) => !isOfNobody(column)) };
      return { ...rest, tables: { ...tables, shards }, metrics: metrics.filter((metric) => !isOfNobody(metric)) };
    },
  },
];

/** One of them, drawn: each costs a whole run. */
export function asideFindings(
  run: Run,
  { scenario, whole, choices }: { scenario: Scenario; whole: RunResult; choices: Choices },
): Finding[] {
  const { how, change, compared } = choices.oneOf(asides);
  return differences(how, compared(whole), compared(change(run, scenario)));
}
