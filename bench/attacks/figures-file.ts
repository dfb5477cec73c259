/** The figures behind docs/attacks.md as one CSV file, from which its tables and pictures are made. */
import type { JunkFigure } from "./junk.js";
import { forms, type MachineFigure } from "./machines.js";

export interface AttackFigures {
  readonly junk: readonly JunkFigure[];
  readonly machines: readonly MachineFigure[];
}

/** From the root of the repository. */
export const figuresFile = "bench/attacks/figures.csv";

const header = "question,world_gib,fee_sink,rules,machine_form,replication,gain_quil,quil_per_machine_day";

export const figuresText = ({ junk, machines }: AttackFigures): string =>
  [
    header,
    ...junk.map(
      ({ worldGiB, feeSink, replication, gainQuil }) => `junk,${worldGiB},${feeSink},,,${replication},${gainQuil},`,
    ),
    ...machines.map(
      ({ rules, form, replication, quilPerMachineDay }) =>
        `machines,,,${rules},${form},${replication},,${quilPerMachineDay}`,
    ),
  ].join("\n") + "\n";

/** The reverse. Throws `RangeError` for a file that was not written by `figuresText`. */
export function readFigures(text: string): AttackFigures {
  const [head, ...lines] = text.trimEnd().split("\n");
  if (head !== header) throw new RangeError(`read the columns ${head}; they are ${header}`);
  const junk: JunkFigure[] = [];
  const machines: MachineFigure[] = [];
  for (const line of lines) {
    const [question, worldGiB, feeSink, rules, written, replication, gainQuil, perDay] = line.split(",");
    const form = forms.find((one) => one === written);
    if (question === "junk")
      junk.push({ worldGiB: Number(worldGiB), feeSink, replication: Number(replication), gainQuil: Number(gainQuil) });
    else if (form !== undefined)
      machines.push({ rules, form, replication: Number(replication), quilPerMachineDay: Number(perDay) });
    else throw new RangeError(`not a row of figures: ${line}`);
  }
  return { junk, machines };
}
