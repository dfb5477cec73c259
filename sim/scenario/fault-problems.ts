/** What is wrong with faults that are well-formed: ends that are missing or lead nowhere, and times that cannot be. */
import { counted, countText } from "../units/readable.js";
import type { WrittenFault } from "./faults-field.js";
import { maxTimes } from "./timeline/times.js";

interface Problem {
  readonly path: string;
  readonly message: string;
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
}

const needs = {
  partition: ["groups"],
  cut: ["from", "to"],
  clog: ["from", "to"],
  slow: [],
  crash: ["from"],
  eclipse: ["from", "to"],
} as const;

/** Words that the sets of a fault may say, and until when there is anybody. */
interface Known {
  readonly classes: readonly string[];
  readonly regions: readonly string[];
  readonly horizonUs: number;
}

/** Problems of `faults[0]` and those after it, in their order. */
export const faultProblems = (faults: readonly WrittenFault[], known: Known): readonly Problem[] =>
  faults.flatMap((fault, k) => problemsOf(fault, `faults[${k}]`, known));

function problemsOf(fault: WrittenFault, path: string, { classes, regions, horizonUs }: Known): readonly Problem[] {
  const sets = [
    ...(fault.groups ?? []).map((set, k) => [`${path}.groups[${k}]`, set] as const),
    ...(["from", "to"] as const).flatMap((end) =>
      fault[end] === undefined ? [] : [[`${path}.${end}`, fault[end]] as const],
    ),
  ];
  return [
    ...needs[fault.fault].flatMap((field) =>
      fault[field] === undefined ? [{ path, message: `a ${fault.fault} needs \`${field}\`` }] : [],
    ),
    ...(fault.for > 0 ? [] : [{ path: `${path}.for`, message: "allowed is more than 0" }]),
    ...(fault.every === undefined || fault.every >= fault.for
      ? []
      : [{ path: `${path}.every`, message: "it begins again before it has ended" }]),
    ...timesProblems(fault, path, horizonUs),
    ...sets.flatMap(([at, set]) => [
      ...(set.classes === undefined && set.regions === undefined
        ? [{ path: at, message: "nobody is in it; write classes, regions or both" }]
        : []),
      ...unknownWords(set.classes ?? [], classes, (k) => `${at}.classes[${k}]`),
      ...unknownWords(set.regions ?? [], regions, (k) => `${at}.regions[${k}]`),
    ]),
  ];
}

function timesProblems({ at, every }: WrittenFault, path: string, horizonUs: number): readonly Problem[] {
  const times = every === undefined ? 1 : Math.ceil((horizonUs - at) / every);
  const message = `it would happen ${counted(times, "time")}; allowed are ${countText(maxTimes)}: write a longer time`;
  return times <= maxTimes ? [] : [{ path: `${path}.every`, message }];
}

/** A problem for each word that names nothing. */
export const unknownWords = (
  words: readonly string[],
  known: readonly string[],
  pathOf: (k: number) => string,
): readonly Problem[] =>
  words.flatMap((word, k) =>
    known.includes(word)
      ? []
      : [
          {
            path: pathOf(k),
            message: `there is no "${word}"; there are ${known.join(", ")}`,
            misspelt: { word, known },
          },
        ],
  );
