import type { Entry } from "../watched.js";
import { timeText } from "./words.js";

export interface TimelineProps {
  readonly entries: readonly Entry[];
  /** Seconds; null: nothing is played. */
  readonly nowS: number | null;
  readonly horizonS: number;
  readonly jump: (atS: number) => void;
}

/** Dated events and turns: those that the player has passed, and those that are to come. A click leads to the moment. */
export function TimelinePanel({ entries, nowS, horizonS, jump }: TimelineProps) {
  return (
    <section class="panel timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">Timeline</h2>
      {entries.length === 0 ? (
        <p>Nothing is dated, and nothing is told of it so far.</p>
      ) : (
        <ol>
          {entries.map(({ atS, text, kind }, k) => (
            <li key={k} class={`${kind} ${nowS !== null && atS !== null && atS <= nowS ? "past" : "to-come"}`}>
              {atS === null ? (
                <span class="when">when so</span>
              ) : (
                <button type="button" class="when" disabled={nowS === null} onClick={() => jump(atS)}>
                  {timeText(atS, horizonS)}
                </button>
              )}{" "}
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
