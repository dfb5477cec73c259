import { useEffect, useState } from "preact/hooks";
import { BandsPanel } from "./bands-panel.js";
import { BarsPanel } from "./bars-panel.js";
import { keepLoading, type Loaded } from "./load.js";
import { NodesPanel } from "./nodes-panel.js";
import { Player } from "./player.js";
import { SpreadPanel } from "./spread-panel.js";
import { TimelinePanel } from "./timeline-panel.js";
import { percentText, timeText } from "./words.js";

/** The page: a player above, and below it what the run looked like at the moment that it stands at. */
export function App() {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  // Which scene is shown; null: always the latest.
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(() => keepLoading(setLoaded), []);
  if (loaded === null) return <p>Loading …</p>;
  const { state, scenes } = loaded;
  const { head } = state;
  const horizonUs = head?.horizonUs ?? 0;
  const at = Math.max(0, Math.min(scenes.length - 1, chosen ?? scenes.length - 1));
  const scene = scenes[at];
  const isLive = state.state === "under way";
  return (
    <>
      <header>
        <h1>{head?.scenario ?? state.folder}</h1>
        {head !== null && head.about !== "" && <p class="about">{head.about}</p>}
        <p class="status" role="status">
          {statusText(loaded, horizonUs)}
        </p>
        {state.damage !== "" && <p class="notice">{state.damage}</p>}
      </header>
      <main key={state.generation}>
        {scene === undefined ? (
          <p class="notice">{noScenes(loaded)}</p>
        ) : (
          <>
            <Player
              count={scenes.length}
              at={at}
              isLive={isLive}
              follows={chosen === null}
              text={`${timeText(scene.atUs / 1e6, horizonUs / 1e6)} of ${timeText(horizonUs / 1e6, horizonUs / 1e6)}`}
              choose={setChosen}
            />
            {head?.words.bands !== undefined && (
              <BandsPanel
                words={head.words.bands}
                scenes={scenes}
                at={at}
                horizonUs={horizonUs}
                entries={state.entries}
                choose={setChosen}
              />
            )}
            <div class="columns">
              {head?.words.spread !== undefined && (
                <SpreadPanel words={head.words.spread} spread={scene.spread ?? null} />
              )}
              {head?.words.bars?.map((words, k) => (
                <BarsPanel key={words.title} words={words} scenes={scenes} at={at} which={k} />
              ))}
            </div>
          </>
        )}
        <TimelinePanel
          entries={state.entries}
          nowS={scene === undefined ? null : scene.atUs / 1e6}
          // Without scenes nobody has told how long the run is.
          horizonS={horizonUs > 0 ? horizonUs / 1e6 : (state.entries.findLast(({ atS }) => atS !== null)?.atS ?? 0)}
          jump={(atS) => {
            const found = scenes.findIndex(({ atUs }) => atUs >= atS * 1e6);
            setChosen(found < 0 ? scenes.length - 1 : found);
          }}
        />
        <NodesPanel hasStories={state.hasStories} note={state.nodesNote} />
      </main>
    </>
  );
}

function statusText({ state, scenes, isLost }: Loaded, horizonUs: number): string {
  if (isLost) return "orrery watch has ended: what stands here is what it told last.";
  const seed = state.head === null ? "" : `, seed ${state.head.seed}`;
  if (state.state === "finished") return `${state.isInterrupted ? "Interrupted" : "Finished"}${seed} · ${state.folder}`;
  if (state.state === "ended") return `The run has ended, and left no results in ${state.folder}.`;
  const done = horizonUs === 0 ? 0 : (scenes.at(-1)?.atUs ?? 0) / horizonUs;
  return `Under way, ${percentText(done)} simulated${seed} · ${state.folder}`;
}

function noScenes({ state }: Loaded): string {
  if (state.damage !== "") return "There is no scene that could be played.";
  if (state.state === "under way")
    return state.head === null
      ? "This run shows no scenes."
      : "The first scene comes when some of the time is simulated; a network that is divided over threads shows none (--workers 1).";
  if (state.head !== null)
    return "This run has no scenes: its network was divided over threads. Run it again with --workers 1 to play it.";
  return "This run has no scenes: it is of an older orrery, or of a model that shows none. Run it again to play it.";
}
