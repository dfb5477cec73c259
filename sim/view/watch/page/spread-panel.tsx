import type { SceneWords, Spread } from "../../../experiment/scenes/scene.js";
import { countText, percentText } from "./words.js";

export interface SpreadProps {
  readonly words: NonNullable<SceneWords["spread"]>;
  readonly spread: Spread | null;
}

/** Who has heard a message: a row a group, time from left to right, fuller where more have it. */
export function SpreadPanel({ words, spread }: SpreadProps) {
  if (spread === null)
    return (
      <section class="panel spread">
        <h2>{words.title}</h2>
        <p>Nothing has been published so far.</p>
      </section>
    );
  const { of, expected, elapsedMs, heard } = spread;
  return (
    <section class="panel spread">
      <h2>{words.title}</h2>
      <p class="of">{of}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">group</th>
            <th scope="col" class="cells">
              0 to {Math.round(elapsedMs.at(-1) ?? 0)} ms
            </th>
            <th scope="col">half after</th>
            <th scope="col">reached</th>
          </tr>
        </thead>
        <tbody>
          {words.groups.map((group, k) =>
            expected[k] === 0 ? null : (
              <tr key={group}>
                <th scope="row">{group}</th>
                <td class="cells" aria-hidden="true">
                  <span class="strip">
                    {heard[k].map((count, step) => (
                      <span key={step} style={{ opacity: String(count / expected[k]) }} />
                    ))}
                  </span>
                </td>
                <td class="number">{halfText(heard[k], expected[k], elapsedMs)}</td>
                <td class="number">
                  {percentText((heard[k].at(-1) ?? 0) / expected[k])} of {countText(expected[k])}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function halfText(heard: readonly number[], expected: number, elapsedMs: readonly number[]): string {
  const step = heard.findIndex((count) => 2 * count >= expected);
  return step < 0 ? "not yet" : `${Math.round(elapsedMs[step])} ms`;
}
