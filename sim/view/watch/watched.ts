/** What the page of `orrery watch` is told by its server: answers in JSON. */
import type { Scene, SceneHead } from "../../experiment/scenes/scene.js";

/** Answer to `/run`. */
export interface WatchedState {
  /** Another number: another run has taken the folder, and everything is to be loaded anew. */
  readonly generation: number;
  /** `ended`: it was under way, and has left no results. */
  readonly state: "under way" | "finished" | "ended";
  readonly folder: string;
  /** Null: the run shows no scenes, or has not begun to. */
  readonly head: SceneHead | null;
  /** How many scenes there are so far. */
  readonly scenes: number;
  /** Of a finished run: whether it was ended before its time. */
  readonly isInterrupted: boolean;
  /** What of its scenes could not be read, in words; empty: nothing. */
  readonly damage: string;
  readonly entries: readonly Entry[];
  /** Groups of nodes whose stories are known; null: there are none, and `nodesNote` says why. */
  readonly hasStories: boolean;
  readonly nodesNote: string;
}

/** A line of the timeline, in order of time; what depends on a condition comes last. */
export interface Entry {
  /** Seconds; null: when something is so. */
  readonly atS: number | null;
  readonly text: string;
  /** Planned by the scenario, took effect, or found to have happened. */
  readonly kind: "planned" | "dated" | "turn";
}

/** An element of the answer to `/scenes?from=K`. */
export type TimedScene = Scene & { readonly atUs: number };

/** Answer to `/groups`: nodes in their order. */
export type NodeGroups = readonly { readonly name: string; readonly count: number }[];

/** Answer to `/story?group=G&index=I`. */
export interface NodeStory {
  readonly head: string;
  readonly lines: readonly string[];
}
