/** What a model knows of single nodes in the results of a run: between it and `orrery watch`. */
import type { NodeStory } from "../../view/watch/watched.js";

export interface StoryGroup {
  readonly name: string;
  /** Names of its nodes, in their order. */
  readonly nodes: readonly string[];
}

export interface Stories {
  /** Files that a folder needs for them. */
  readonly files: readonly string[];
  groups(folder: string, replication: string): Promise<readonly StoryGroup[]>;
  story(folder: string, replication: string, node: string): Promise<NodeStory>;
}
