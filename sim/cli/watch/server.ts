/** Serves the page of `orrery watch` and what it asks for, on loopback alone. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { exists } from "../../files/file-system.js";
import { damagedFiles } from "../../output/written-files.js";
import { builtFile } from "../../view/built-file.js";
import { watchDocument, watchPolicy } from "../../view/watch/watch-page.js";
import type { Entry, NodeGroups, WatchedState } from "../../view/watch/watched.js";
import { typedCommandLine } from "../replay.js";
import { messages } from "../terminal/messages.js";
import { entryTables, happenedEntries, plannedEntries } from "./entries.js";
import type { Stories, StoryGroup } from "./stories.js";
import { manifestOf, type WatchedRun } from "./watched-run.js";

export const loopback = "127.0.0.1";

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const json = (value: unknown): Answer => ({ status: 200, type: "application/json", text: JSON.stringify(value) });
const refusal = (status: number, text: string): Answer => ({ status, type: "text/plain", text });

/** A server that nobody but this machine reaches, and no page of another origin reads. */
export function watchServer(run: WatchedRun, stories: Stories): Server {
  const told = new Told(run, stories);
  return createServer((request, response) => {
    void answerTo(told, request).then(
      (answer) => send(response, answer),
      (error: unknown) => send(response, refusal(500, error instanceof Error ? error.message : String(error))),
    );
  });
}

function send(response: ServerResponse, { status, type, text }: Answer): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": watchPolicy,
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
  response.end(text);
}

async function answerTo(told: Told, { method, url = "/", headers }: IncomingMessage): Promise<Answer> {
  // A name that leads here may be anybody's; the page itself is asked for by its address.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? "")) return refusal(403, messages.foreignHost());
  if (method !== "GET") return refusal(405, messages.onlyGet());
  const { pathname, searchParams } = new URL(url, `http://${loopback}`);
  const number = (name: string): number => {
    const text = searchParams.get(name) ?? "";
    return /^\d{1,9}$/.test(text) ? Number(text) : -1;
  };
  switch (pathname) {
    case "/":
      return { status: 200, type: "text/html", text: watchDocument(messages.watchTitle(told.title())) };
    case "/page.js":
      return { status: 200, type: "text/javascript", text: builtFile("watch/page.js") };
    case "/style.css":
      return { status: 200, type: "text/css", text: builtFile("watch/style.css") };
    case "/run":
      return json(await told.state());
    case "/scenes":
      return { status: 200, type: "application/json", text: told.scenesFrom(Math.max(0, number("from"))) };
    case "/groups":
      return json(await told.groups());
    case "/story":
      return told.story(number("group"), number("index"));
    default:
      return refusal(404, messages.nothingThere(pathname));
  }
}

interface ReadTables {
  /** What is wrong with each that is not as it was written, by name. */
  readonly damaged: ReadonlyMap<string, string>;
  readonly entries: readonly Entry[];
}

/** What was worked out of a run's files, as long as they are the same. */
class Told {
  readonly #run: WatchedRun;
  readonly #stories: Stories;
  /** Whose the rest is: generation and state of the run. */
  #of = "";
  #read: Promise<ReadTables> = Promise.resolve({ damaged: new Map(), entries: [] });
  #isInterrupted = false;
  #groups: readonly StoryGroup[] | undefined;

  constructor(run: WatchedRun, stories: Stories) {
    this.#run = run;
    this.#stories = stories;
  }

  title(): string {
    this.#look();
    return this.#run.head?.scenario ?? this.#run.folder;
  }

  async state(): Promise<WatchedState> {
    this.#look();
    const { damaged, entries } = await this.#read;
    const { generation, state, folder, head, scenes, damagedLines } = this.#run;
    const [hasStories, nodesNote] = this.#nodes(damaged);
    const damage = [
      ...(damagedLines.length === 0 ? [] : [messages.damagedScenes(damagedLines)]),
      ...entryTables.flatMap((name) => damaged.get(name) ?? []),
    ];
    return {
      generation,
      state,
      folder,
      head: head ?? null,
      scenes: scenes.length,
      isInterrupted: this.#isInterrupted,
      damage: damage.join(" "),
      entries,
      hasStories,
      nodesNote,
    };
  }

  /** As an array in JSON, without reading them. */
  scenesFrom(from: number): string {
    this.#look();
    return `[${this.#run.scenes.slice(from).join(",")}]`;
  }

  async groups(): Promise<NodeGroups> {
    return (await this.#readGroups()).map(({ name, nodes }) => ({ name, count: nodes.length }));
  }

  async story(group: number, index: number): Promise<Answer> {
    const node = (await this.#readGroups())[group]?.nodes[index];
    if (node === undefined) return refusal(404, messages.noSuchNode());
    return json(await this.#stories.story(this.#run.folder, this.#replication(), node));
  }

  async #readGroups(): Promise<readonly StoryGroup[]> {
    this.#look();
    if (!this.#nodes((await this.#read).damaged)[0]) return [];
    return (this.#groups ??= await this.#stories.groups(this.#run.folder, this.#replication()));
  }

  #replication(): string {
    return String(this.#run.head?.replication ?? 0);
  }

  /** Whether stories can be told, and else why not and what to do. */
  #nodes(damaged: ReadonlyMap<string, string>): readonly [boolean, string] {
    const { state, head, folder } = this.#run;
    if (head?.words.hasLog === false) return [false, messages.modelKeepsNoLog()];
    if (state !== "finished") return [false, messages.logComesAtTheEnd()];
    const wrong = this.#stories.files.flatMap((name) => damaged.get(name) ?? []);
    if (wrong.length > 0) return [false, wrong.join(" ")];
    if (this.#stories.files.every((name) => exists(join(folder, name)))) return [true, ""];
    const command = manifestOf(folder).commandLine;
    const again =
      command === undefined
        ? undefined
        : typedCommandLine([...command.slice(1).filter((word) => word !== "--force"), "--events", "--force"]);
    return [false, messages.noLogOfNodes(again)];
  }

  #look(): void {
    this.#run.look();
    const { generation, state, folder } = this.#run;
    if (this.#of === `${generation} ${state}`) return;
    this.#of = `${generation} ${state}`;
    this.#groups = undefined;
    this.#isInterrupted = state === "finished" && manifestOf(folder).isInterrupted;
    this.#read = this.#readTables();
    // Whoever asks for it hears of what goes wrong.
    this.#read.catch(() => undefined);
  }

  /** A table that is not as it was written tells nothing. */
  async #readTables(): Promise<ReadTables> {
    const { state, head, folder } = this.#run;
    if (state !== "finished") return { damaged: new Map(), entries: plannedEntries(head) };
    const damaged = await damagedFiles(folder, [...entryTables, ...this.#stories.files]);
    const whole = entryTables.filter((name) => !damaged.has(name));
    const happened = happenedEntries(folder, this.#replication(), whole);
    const isDated = happened.some(({ kind }) => kind === "dated");
    return { damaged, entries: isDated ? happened : [...plannedEntries(head), ...happened] };
  }
}
