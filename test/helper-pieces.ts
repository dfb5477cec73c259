/** What helpers of a test work out: squares, and how they fail. */
import process from "node:process";
import { isMainThread } from "node:worker_threads";

export type TestPiece = number | "fails in a helper" | "fails everywhere" | "ends its thread";

export function createHelper(factor: number): (piece: TestPiece) => number {
  return (piece) => {
    if (piece === "fails everywhere" || (piece === "fails in a helper" && !isMainThread)) throw new Error(piece);
    if (piece === "ends its thread" && !isMainThread) process.exit(1);
    return typeof piece === "number" ? factor * piece * piece : -1;
  };
}
