/** What can be typed after `npm run fuzz --`. */
import { parseArgs } from "node:util";
import { canaries } from "./canaries.js";

export interface Options {
  /** A number or a phrase. */
  readonly seed: string;
  readonly from: number;
  /** Cases to check; without it time decides. */
  readonly cases: number | undefined;
  readonly minutes: number;
  readonly canary: boolean;
  readonly patienceS: number;
}

export const help = `npm run fuzz -- [--seed N] [--minutes M | --cases N | --case K | --canary]

Checks mutated scenario files (each loads, or is refused with a place in it) and random scenarios that can be run (all
invariants hold, the run is the same in slices, under watch, and on worker threads). A failing case is shrunk, printed, and
written to results/fuzz/.

  --seed N      a number or a phrase; each has its own endless list of cases [default: 1]
  --minutes M   how long to look [default: 1]
  --cases N     how many cases to check instead, however long that takes
  --from K      number of the first case [default: 0]
  --case K      this case alone
  --patience S  how long a case may take before it hangs [default: 60]
  --canary      plants faults and must find each: ${Object.keys(canaries).join(", ")}
  --help        this

Exit codes: 0 nothing found · 99 something found, or a planted fault was not · 2 bad usage · 130 interrupted.
`;

const known = {
  seed: { type: "string" },
  minutes: { type: "string" },
  cases: { type: "string" },
  from: { type: "string" },
  case: { type: "string" },
  patience: { type: "string" },
  canary: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** The options; `help` where it was asked for, else what is wrong with what was typed. */
export function readOptions(typed: readonly string[]): Options | "help" | { readonly problem: string } {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(typed);
  } catch (error) {
    return { problem: (error as Error).message.split(/\.\s|\n/)[0] };
  }
  if (values.help === true) return "help";
  const wrong = [
    ...(["cases", "from", "case"] as const).flatMap((name) => wrongNumber(name, values[name], /^\d{1,9}$/)),
    ...(["minutes", "patience"] as const).flatMap((name) => wrongNumber(name, values[name], /^\d{1,6}(\.\d{1,6})?$/)),
    ...(values.seed === "" ? ["--seed: write a number or a phrase"] : []),
    ...exclusive.filter((names) => names.every((name) => values[name] !== undefined)).map(([a, b]) => `--${a} and --${b} exclude each other`), // prettier-ignore
  ];
  if (wrong.length > 0) return { problem: wrong.join("; ") };
  const single = values.case === undefined ? undefined : Number(values.case);
  return {
    seed: values.seed ?? "1",
    from: single ?? Number(values.from ?? 0),
    cases: single !== undefined ? 1 : values.cases === undefined ? undefined : Number(values.cases),
    minutes: Number(values.minutes ?? 1),
    canary: values.canary === true,
    patienceS: Number(values.patience ?? 60),
  };
}

const parse = (typed: readonly string[]) => parseArgs({ args: [...typed], options: known, strict: true }).values;

const exclusive = [
  ["case", "cases"],
  ["case", "minutes"],
  ["case", "from"],
  ["cases", "minutes"],
  ["canary", "case"],
  ["canary", "cases"],
  ["canary", "minutes"],
  ["canary", "from"],
] as const;

const wrongNumber = (name: string, text: string | undefined, pattern: RegExp): string[] =>
  text === undefined || pattern.test(text)
    ? []
    : [`--${name}: a number from 0 on is needed, read ${JSON.stringify(text)}`];
