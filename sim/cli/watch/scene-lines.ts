/** Lines of a file of scenes, held against what they have to be: results are copied, cut off and edited. */
import type { SceneHead, SceneWords } from "../../experiment/scenes/scene.js";

type Fields = Readonly<Record<string, unknown>>;

/** The first line of a file, with what a page needs of it; undefined: it is none. */
export function headOfLine(line: string): SceneHead | undefined {
  const head = fieldsOf(line);
  const isHead =
    head?.["scenes"] === 1 &&
    ["scenario", "about", "seed"].every((name) => typeof head[name] === "string") &&
    Number.isFinite(head["horizonUs"]) &&
    Array.isArray(head["planned"]) &&
    isObject(head["words"]);
  return isHead ? (head as unknown as SceneHead) : undefined;
}

/** Whether a line is a scene with all that the words of its run speak of. */
export function isSceneLine(line: string, words: SceneWords): boolean {
  const scene = fieldsOf(line);
  if (scene === undefined || !Number.isFinite(scene["atUs"])) return false;
  const { bands, bars, spread } = scene;
  return (
    (words.bands === undefined ||
      (isObject(bands) && Number.isFinite(bands["count"]) && areNumbers(bands["levels"]))) &&
    (words.bars === undefined ||
      (Array.isArray(bars) && bars.length === words.bars.length && bars.every(areNumbers))) &&
    (spread === undefined || spread === null || isSpread(spread))
  );
}

const isSpread = (spread: unknown): boolean =>
  isObject(spread) &&
  areNumbers(spread["expected"]) &&
  areNumbers(spread["elapsedMs"]) &&
  Array.isArray(spread["heard"]) &&
  spread["heard"].every(areNumbers);

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const areNumbers = (value: unknown): boolean => Array.isArray(value) && value.every(Number.isFinite);

function fieldsOf(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
