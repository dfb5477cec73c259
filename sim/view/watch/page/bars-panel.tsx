import { useMemo } from "preact/hooks";
import type { TimedScene } from "../watched.js";
import { countText } from "./words.js";

export interface BarsProps {
  readonly words: { readonly title: string; readonly labels: readonly string[] };
  readonly scenes: readonly TimedScene[];
  readonly at: number;
  /** Which of the bars of a scene. */
  readonly which: number;
}

/** Counts side by side, as long as the largest of the whole run. */
export function BarsPanel({ words, scenes, at, which }: BarsProps) {
  const most = useMemo(
    () => scenes.reduce((max, { bars }) => Math.max(max, ...(bars?.[which] ?? [0])), 1),
    [scenes, which],
  );
  const values = scenes[at].bars?.[which] ?? [];
  return (
    <section class="panel bars">
      <h2>{words.title}</h2>
      <table>
        <tbody>
          {words.labels.map((label, k) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="bar" aria-hidden="true">
                <span style={{ width: `${(100 * (values[k] ?? 0)) / most}%` }} />
              </td>
              <td class="number">{countText(values[k] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
