/** The supply from 2023 to 2033 as a picture, beside what was published of it. */
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { dashes, palette, picture, shortNumber } from "../../sim/view/theme.js";
import type { SupplyPart } from "./parts.js";

/** What pages say that there was, or is to be. Source: protocol.md 3.6. */
const published = [
  { date: "2025-02-15", quil: 1.3e9 },
  { date: "2033-12-31", quil: 1.6e9 },
  { date: "2033-12-31", quil: 1.7e9 },
] as const;

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What has been is one line; its parts are called by their files. */
const past = "ceremony, grants and Dusk, 2.0";
const isPast = (name: string): boolean => /^\d/.test(name);

/** A line for people: when it begins and ends, and with what. */
export function partText({ name, timesMs, supplyQuil, givenQuil }: SupplyPart): string {
  const [from, to] = [timesMs[0], timesMs.at(-1)!].map(dateOf);
  const [first, last] = [givenQuil, supplyQuil.at(-1)!].map((quil) => Math.floor(quil).toLocaleString("en-US"));
  return `${name.padEnd(18)} ${from} to ${to}: from ${first} to ${last} QUIL`;
}

export function historyPicture(parts: readonly SupplyPart[]): PictureSpec {
  const values = parts.flatMap(({ name, timesMs, supplyQuil, perDayQuil }) =>
    timesMs.map((ms, k) => ({
      part: name,
      line: isPast(name) ? past : name,
      date: dateOf(ms),
      supply: supplyQuil[k],
      perDay: perDayQuil[k],
    })),
  );
  const names = [past, ...parts.map(({ name }) => name).filter((name) => !isPast(name))];
  const scale = { domain: names, range: names.map((_name, k) => palette.accent[k % palette.accent.length]) };
  const x = { field: "date", type: "temporal", title: null, axis: { format: "%Y", tickCount: "year" } } as const;
  const color = { field: "line", type: "nominal", scale, legend: { symbolType: "stroke", title: null } } as const;
  // Parts of one line are not joined.
  const detail = { field: "part" } as const;
  const strokeDash = {
    field: "line",
    type: "nominal",
    scale: { domain: names, range: names.map((_name, k) => dashes[k % dashes.length]) },
    legend: { title: null },
  } as const;
  const line = { type: "line", strokeWidth: 2 } as const;
  return picture(
    "issuance-history",
    {
      title: "Supply from the ceremony to 2033, and what a day issues",
      reading:
        "Crosses: published figures. From October 2026 on by how fast the data grow. The lower axis is logarithmic.",
      caption: "scenarios/supply, scenarios/economy/supply-2033.yaml · npm run supply",
    },
    {
      vconcat: [
        {
          width: 600,
          height: 240,
          layer: [
            {
              data: { values },
              mark: line,
              encoding: {
                x,
                y: { field: "supply", type: "quantitative", axis: { title: "supply (QUIL)", labelExpr: shortNumber } },
                color,
                strokeDash,
                detail,
              },
            },
            {
              data: { values: [...published] },
              mark: { type: "point", shape: "cross", filled: true, size: 90, color: "black" },
              encoding: { x, y: { field: "quil", type: "quantitative" } },
            },
          ],
        },
        {
          width: 600,
          height: 180,
          data: { values: values.filter(({ perDay }) => perDay !== null && perDay > 0) },
          mark: line,
          encoding: {
            x,
            y: {
              field: "perDay",
              type: "quantitative",
              scale: { type: "log" },
              axis: { title: "issued (QUIL a day)", labelExpr: shortNumber, tickCount: 4 },
            },
            color,
            strokeDash,
            detail,
          },
        },
      ],
    },
  );
}
