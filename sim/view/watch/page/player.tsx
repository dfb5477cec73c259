import { useEffect, useState } from "preact/hooks";

const speeds = [
  { name: "slow", perS: 4 },
  { name: "medium", perS: 12 },
  { name: "fast", perS: 40 },
] as const;

export interface PlayerProps {
  readonly count: number;
  readonly at: number;
  readonly isLive: boolean;
  /** Whether the latest scene is shown, whichever it is. */
  readonly follows: boolean;
  readonly text: string;
  readonly choose: (at: number | null) => void;
}

/** Plays scenes one after the other, or shows the one that is chosen. */
export function Player({ count, at, isLive, follows, text, choose }: PlayerProps) {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const isOver = at >= count - 1;
  useEffect(() => {
    if (!isPlaying) return;
    if (isOver) {
      // What is under way goes on by itself.
      if (isLive) choose(null);
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => choose(at + 1), 1000 / speeds[speed].perS);
    return () => clearTimeout(timer);
  }, [isPlaying, at, isOver, isLive, speed]);
  const toggle = (): void => {
    if (!isPlaying) choose(isOver ? 0 : at);
    setPlaying(!isPlaying);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // Buttons and fields know what a space is for.
      if (event.key !== " " || event.target !== document.body) return;
      event.preventDefault();
      toggle();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
  return (
    <section class="player" aria-label="Player">
      <button type="button" class="play" onClick={toggle}>
        {isPlaying ? "Pause" : "Play"}
      </button>
      <input
        type="range"
        min={0}
        max={count - 1}
        value={at}
        aria-label="Time"
        aria-valuetext={text}
        onInput={(event) => {
          setPlaying(false);
          choose(Number(event.currentTarget.value));
        }}
      />
      <output class="time">{text}</output>
      <label>
        Speed{" "}
        <select value={speed} onChange={(event) => setSpeed(Number(event.currentTarget.value))}>
          {speeds.map(({ name }, k) => (
            <option key={name} value={k}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {isLive && !follows && (
        <button
          type="button"
          onClick={() => {
            setPlaying(false);
            choose(null);
          }}
        >
          Go to now
        </button>
      )}
    </section>
  );
}
