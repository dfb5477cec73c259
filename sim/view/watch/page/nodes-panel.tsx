import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { NodeGroups, NodeStory } from "../watched.js";
import { ask } from "./load.js";
import { countText } from "./words.js";

/** Squares of a row; of more nodes each stands for several, and opens into them. */
const maxSquares = 60;

interface Told {
  readonly name: string;
  readonly story: NodeStory | null;
  readonly error: string;
}

/** Nodes by class, and the story of the one that is chosen. */
export function NodesPanel({ hasStories, note }: { readonly hasStories: boolean; readonly note: string }) {
  const [groups, setGroups] = useState<NodeGroups>([]);
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    if (!hasStories) return;
    void ask<NodeGroups>("/groups").then(setGroups, () => setGroups([]));
  }, [hasStories]);
  async function tell(group: number, index: number, name: string): Promise<void> {
    setTold({ name, story: null, error: "" });
    try {
      setTold({ name, story: await ask<NodeStory>(`/story?group=${group}&index=${index}`), error: "" });
    } catch (error) {
      setTold({ name, story: null, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return (
    <section class="panel nodes" aria-labelledby="nodes-title">
      <h2 id="nodes-title">Stories of nodes</h2>
      {hasStories ? (
        <>
          {groups.map((group, k) => (
            <GroupRow key={group.name} {...group} tell={(index, name) => void tell(k, index, name)} />
          ))}
          <div class="story" aria-live="polite">
            {told === null ? <p>Choose a square to read what happened to a node.</p> : <StoryText {...told} />}
          </div>
        </>
      ) : (
        <p class="note">{note}</p>
      )}
    </section>
  );
}

function StoryText({ name, story, error }: Told) {
  if (error !== "") return <p class="notice">{error}</p>;
  if (story === null) return <p>Reading the log for {name} …</p>;
  return (
    <>
      <h3>{story.head}</h3>
      <pre>{story.lines.join("\n")}</pre>
    </>
  );
}

interface GroupProps {
  readonly name: string;
  readonly count: number;
  readonly tell: (index: number, name: string) => void;
}

/** One class as a row of squares: the arrows go along it, Enter opens one. */
function GroupRow({ name, count, tell }: GroupProps) {
  const [[from, to], setRange] = useState<readonly [number, number]>([0, count]);
  const [focused, setFocused] = useState(0);
  const [chosen, setChosen] = useState(-1);
  const row = useRef<HTMLDivElement>(null);
  const isOpened = useRef(false);
  // The square that was opened is gone, and with it the focus: before the next key comes.
  useLayoutEffect(() => {
    if (isOpened.current) row.current?.querySelector("button")?.focus();
    isOpened.current = false;
  }, [from, to]);
  const squares = Math.min(maxSquares, to - from);
  const edge = (k: number): number => from + Math.round((k * (to - from)) / squares);
  function open(k: number): void {
    const [first, end] = [edge(k), edge(k + 1)];
    if (end - first === 1) {
      setChosen(first);
      tell(first, `${name} ${first + 1}`);
    } else {
      setRange([first, end]);
      setFocused(0);
      isOpened.current = true;
    }
  }
  function press(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -squares, End: squares }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(squares - 1, focused + step));
    setFocused(next);
    row.current?.querySelectorAll("button")[next]?.focus();
  }
  return (
    <div class="group">
      <h3>
        {name}{" "}
        <small>
          {to - from === count
            ? `${countText(count)} ${count === 1 ? "node" : "nodes"}`
            : `nodes ${countText(from + 1)} to ${countText(to)} of ${countText(count)}`}
        </small>{" "}
        {to - from < count && (
          <button type="button" onClick={() => setRange([0, count])}>
            All {countText(count)}
          </button>
        )}
      </h3>
      <div class="squares" role="toolbar" aria-label={`Nodes of ${name}`} ref={row} onKeyDown={press}>
        {Array.from({ length: squares }, (_, k) => {
          const [first, end] = [edge(k), edge(k + 1)];
          const what =
            end - first === 1 ? `node ${countText(first + 1)}` : `nodes ${countText(first + 1)} to ${countText(end)}`;
          return (
            <button
              key={`${first}-${end}`}
              type="button"
              class={end - first > 1 ? "square many" : "square"}
              aria-label={`${name}, ${what}`}
              aria-pressed={chosen >= first && chosen < end}
              title={what}
              tabIndex={k === focused ? 0 : -1}
              onClick={() => {
                setFocused(k);
                open(k);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}
