import { useEffect, useRef, useState } from "preact/hooks";
import type { SceneWords } from "../../../experiment/scenes/scene.js";
import type { Entry, TimedScene } from "../watched.js";
import { bandCountOf, levelsOf, rangeOf, totalsOf, worstLevel } from "./bands.js";
import { countText, timeText } from "./words.js";

const [widthPx, heightPx] = [960, 240];

export interface BandsProps {
  readonly words: NonNullable<SceneWords["bands"]>;
  readonly scenes: readonly TimedScene[];
  readonly at: number;
  readonly horizonUs: number;
  readonly entries: readonly Entry[];
  readonly choose: (at: number) => void;
}

/** Many things over time, in bands; a cell has the colour of the worst level that one of its things is at. */
export function BandsPanel({ words, scenes, at, horizonUs, entries, choose }: BandsProps) {
  const { title, one, many, levels } = words;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [wanted, setBand] = useState(0);
  const noneLevel = levels.findIndex(({ tone }) => tone === "none");
  const isDark = useDark();
  useEffect(() => {
    const context = canvas.current?.getContext("2d") ?? null;
    if (context === null) return;
    const style = getComputedStyle(document.documentElement);
    const colours = levels.map(({ tone }) => style.getPropertyValue(`--${tone}`).trim());
    context.clearRect(0, 0, widthPx, heightPx);
    let fromPx = 0;
    for (const { atUs, bands } of scenes) {
      const toPx = (atUs / horizonUs) * widthPx;
      if (bands !== undefined) {
        const count = bandCountOf(bands, levels.length);
        for (let band = 0; band < count; band++) {
          context.fillStyle = colours[worstLevel(levelsOf(bands, levels.length, band), noneLevel)];
          const [top, bottom] = [band, band + 1].map((edge) => Math.round((edge * heightPx) / count));
          context.fillRect(fromPx, top, Math.ceil(toPx - fromPx), bottom - top);
        }
      }
      fromPx = toPx;
    }
  }, [scenes, horizonUs, isDark]);

  const { atUs, bands } = scenes[at];
  if (bands === undefined) return null;
  const count = bandCountOf(bands, levels.length);
  const band = Math.min(wanted, Math.max(0, count - 1));
  const [first, last] = rangeOf(bands, count, band);
  const counts = levelsOf(bands, levels.length, band);
  const told = levels.flatMap(({ name }, k) => (counts[k] > 0 ? [`${countText(counts[k])} ${name}`] : [])).join(", ");
  const range = first === last ? `${one} ${countText(first)}` : `${many} ${countText(first)} to ${countText(last)}`;
  const bandText = `${range} of ${countText(bands.count)}: ${told}`;
  const totals = totalsOf(bands, levels.length);

  function pick(event: MouseEvent): void {
    const box = canvas.current!.getBoundingClientRect();
    const timeUs = ((event.clientX - box.left) / box.width) * horizonUs;
    const found = scenes.findIndex((scene) => scene.atUs >= timeUs);
    const picked = found < 0 ? scenes.length - 1 : found;
    const seen = scenes[picked].bands;
    if (seen === undefined) return;
    const seenCount = bandCountOf(seen, levels.length);
    setBand(Math.max(0, Math.min(seenCount - 1, Math.floor(((event.clientY - box.top) / box.height) * seenCount))));
    choose(picked);
  }

  function press(event: KeyboardEvent): void {
    const steps: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setBand(Math.max(0, Math.min(count - 1, band + step[0])));
    choose(Math.max(0, Math.min(scenes.length - 1, at + step[1])));
  }

  return (
    <section aria-labelledby="bands-title" class="panel">
      <h2 id="bands-title">{title}</h2>
      <ul class="legend">
        {levels.map(({ name, tone }, k) => (
          <li key={name}>
            <span class={`swatch ${tone}`} /> {countText(totals[k])} {name}
          </li>
        ))}
      </ul>
      <div
        class="map"
        role="slider"
        tabIndex={0}
        aria-label={`Which ${many} are told of`}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={count}
        aria-valuenow={band + 1}
        aria-valuetext={bandText}
        onClick={pick}
        onKeyDown={press}
      >
        <canvas ref={canvas} width={widthPx} height={heightPx} />
        {entries.map(({ atS, kind, text }, k) =>
          atS === null || atS * 1e6 > horizonUs ? null : (
            <span key={k} class={`mark ${kind}`} style={{ left: `${(atS * 1e8) / horizonUs}%` }} title={text} />
          ),
        )}
        <span class="now" style={{ left: `${(100 * atUs) / horizonUs}%` }} />
        <span class="chosen" style={{ top: `${(100 * band) / count}%`, height: `${100 / count}%` }} />
      </div>
      <div class="axis" aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <span key={part}>{timeText((part * horizonUs) / 1e6, horizonUs / 1e6)}</span>
        ))}
      </div>
      <p class="reading">
        A row holds {bands.count > count ? `about ${countText(Math.round(bands.count / count))} ${many}` : `one ${one}`}
        , in the order in which they came to be, and has the colour of the worst of them. Chosen:{" "}
        <strong class="band-text">{bandText}</strong>.
      </p>
    </section>
  );
}

/** Whether the page is dark, so that what is drawn is drawn anew when that changes. */
function useDark(): boolean {
  const query = matchMedia("(prefers-color-scheme: dark)");
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const change = (): void => setDark(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  return isDark;
}
