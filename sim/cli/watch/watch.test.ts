import { createHash } from "node:crypto";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type ClaimedFolder, claimResultFolder } from "../../output/result-folder.js";
import { messages as writing } from "../../output/messages.js";
import { scenesName } from "../../output/write-run.js";
import { GrowingFile } from "../../files/growing-file.js";
import type { WatchedState } from "../../view/watch/watched.js";
import { messages } from "../terminal/messages.js";
import { watchServer } from "./server.js";
import type { Stories } from "./stories.js";
import { WatchedRun } from "./watched-run.js";

const place = (): string => join(mkdtempSync(join(tmpdir(), "orrery-watch-")), "out");
const head = (scenario: string): string =>
  JSON.stringify({
    scenes: 1,
    scenario,
    about: "",
    seed: "1",
    replication: 0,
    horizonUs: 10,
    planned: [{ atUs: 5e6, text: "a storm" }],
    words: { hasLog: true },
  });

/** A run that has begun, and adds scenes. */
function begin(folder: string, scenario = "toy"): { claim: ClaimedFolder; path: string; file: GrowingFile } {
  const claim = claimResultFolder({ folder, force: true });
  const path = claim.grow(scenesName, head(scenario))!;
  return { claim, path, file: new GrowingFile(path) };
}

const finish = async (claim: ClaimedFolder, more: Readonly<Record<string, string>> = {}): Promise<void> => {
  await claim.fill((write) => {
    const tables = Object.entries({ "series.csv": "time_s\n", ...more });
    const listed = tables.map(([path, text]) => ({
      path,
      bytes: Buffer.byteLength(text),
      sha256: createHash("sha256").update(text).digest("hex"),
    }));
    const scenes = { path: scenesName, bytes: 0, sha256: "" };
    const manifest = JSON.stringify({ files: [...listed, scenes] });
    for (const [name, text] of [...tables, ["manifest.json", `${manifest}\n`]]) write(name, text);
  });
  claim.release();
};

describe("a run that is watched", () => {
  it("has its scenes as they come, whole lines only, and keeps them when it ends", async () => {
    const folder = place();
    const { claim, path, file } = begin(folder);
    const run = new WatchedRun(folder);
    run.look();
    expect([run.state, run.head?.scenario, run.scenes, run.generation]).toEqual(["under way", "toy", [], 1]);
    file.line('{"atUs":1}');
    writeFileSync(path, '{"atUs":2,', { flag: "a" });
    run.look();
    expect(run.scenes).toEqual(['{"atUs":1}']);
    writeFileSync(path, '"x":"µ"}\n', { flag: "a" });
    run.look();
    expect(run.scenes).toEqual(['{"atUs":1}', '{"atUs":2,"x":"µ"}']);
    file.close();
    await finish(claim);
    run.look();
    expect([run.state, run.scenes.length, run.generation]).toEqual(["finished", 2, 1]);
  });

  it("is another one when a run replaces it", async () => {
    const folder = place();
    await finish(begin(folder).claim);
    const run = new WatchedRun(folder);
    run.look();
    expect([run.state, run.head?.scenario, run.generation]).toEqual(["finished", "toy", 1]);
    const { claim } = begin(folder, "other");
    run.look();
    expect([run.state, run.head?.scenario, run.generation]).toEqual(["under way", "other", 2]);
    claim.release();
    run.look();
    expect([run.state, run.head?.scenario]).toEqual(["finished", "toy"]);
  });

  it("has ended where it is gone, or was never there, or is no run", async () => {
    const folder = place();
    const { claim } = begin(folder);
    const run = new WatchedRun(folder);
    run.look();
    claim.release();
    run.look();
    expect(run.state).toBe("ended");
    const other = place();
    await finish(begin(other).claim);
    renameSync(join(other, "series.csv"), join(other, "sweep.csv"));
    const sweep = new WatchedRun(other);
    sweep.look();
    expect(sweep.isThere).toBe(false);
  });

  it.each(["null", "7", "[]", "{", "", "\u0000", '{"atUs":"1"}', '{"bars":[[1]]}', '{"atUs":1,"spread":{}}'])(
    "plays what is left where a line is %j, and says which it is",
    async (line) => {
      const folder = place();
      const { claim, file } = begin(folder);
      for (const one of ['{"atUs":1}', line, '{"atUs":2,"spread":null}']) file.line(one);
      file.close();
      await finish(claim);
      const { ask } = await serve(folder);
      expect(await (await ask("/scenes?from=0")).json()).toEqual([{ atUs: 1 }, { atUs: 2, spread: null }]);
      // Empty lines are nothing.
      const { damage } = await stateOf(await ask("/run"));
      expect(damage).toBe(line === "" ? "" : messages.damagedScenes([3]));
    },
  );

  it("shows what stands beside its scenes where their head is damaged, and asks all that its words name of a scene", async () => {
    const folder = place();
    const { claim, path } = begin(folder);
    await finish(claim, { "turns.csv": "replication,time_s,told\n0,4,a halt\n" });
    const file = join(folder, scenesName);
    const words = { bands: {}, bars: [{ title: "Stars", labels: ["seen"] }], hasLog: false };
    const good = { ...(JSON.parse(head("toy")) as object), words };
    const scene = { atUs: 1, bands: { count: 1, levels: [1] }, bars: [[1]] };
    const lines = [good, scene, { ...scene, bars: [] }, { ...scene, bars: [["1"]] }, { ...scene, bands: {} }];
    writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
    const { ask } = await serve(folder);
    expect(await stateOf(await ask("/run"))).toMatchObject({ scenes: 1, damage: messages.damagedScenes([3, 4, 5]) });
    for (const broken of ["{", "\u0001\u0002", "null", JSON.stringify({ ...good, scenes: 2 })]) {
      rmSync(file);
      writeFileSync(file, `${broken}\n${JSON.stringify(scene)}\n`);
      const told = await stateOf(await ask("/run"));
      expect([told.head, told.scenes, told.damage]).toEqual([null, 0, messages.damagedScenes([1, 2])]);
      expect(told.entries).toEqual([{ atS: 4, text: "a halt", kind: "turn" }]);
    }
    expect(path).not.toBe(file);
  });

  it("needs no scenes", async () => {
    const folder = place();
    await finish(begin(folder).claim);
    rmSync(join(folder, scenesName));
    const run = new WatchedRun(folder);
    run.look();
    expect([run.state, run.head, run.scenes]).toEqual(["finished", undefined, []]);
  });
});

const stories: Stories = {
  files: ["log.csv"],
  groups: async () => await Promise.resolve([{ name: "home", nodes: ["7", "9"] }]),
  story: async (_folder, _replication, node) => await Promise.resolve({ head: `node ${node}`, lines: ["it came"] }),
};

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(
  folder: string,
): Promise<{ ask: (path: string, init?: RequestInit) => Promise<Response>; port: number }> {
  const run = new WatchedRun(folder);
  run.look();
  const server = watchServer(run, stories);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { ask: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init), port };
}

const stateOf = async (answer: Response): Promise<WatchedState> => (await answer.json()) as WatchedState;

/** The status line of an answer to a request with a `Host` of one's own. */
const statusFor = (port: number, host: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`GET /run HTTP/1.1\r\nHost: ${host}\r\n\r\n`));
    socket.once("data", (data) => {
      socket.destroy();
      resolve(String(data).split("\r\n", 1)[0]);
    });
  });

describe("the server of a page", () => {
  it("tells what there is, and only scenes that are asked for", async () => {
    const folder = place();
    const { claim, file } = begin(folder);
    for (const atUs of [1, 2, 3]) file.line(JSON.stringify({ atUs }));
    const { ask } = await serve(folder);
    const { state, scenes, entries, hasStories, nodesNote } = await stateOf(await ask("/run"));
    expect([state, scenes, entries]).toEqual(["under way", 3, [{ atS: 5, text: "a storm", kind: "planned" }]]);
    expect([hasStories, nodesNote]).toEqual([false, messages.logComesAtTheEnd()]);
    expect(await (await ask("/scenes?from=1")).json()).toEqual([{ atUs: 2 }, { atUs: 3 }]);
    expect(await (await ask("/scenes?from=-1")).json()).toHaveLength(3);
    claim.release();
  });

  it("tells of a finished run what happened, of its replication, and the stories of its nodes", async () => {
    const folder = place();
    const timeline = 'replication,time_s,label,phase,what\n0,9,night,begins,"an outage, of all"\n1,1,,,other\n';
    const turns = "replication,time_s,told\n0,4,a halt\n";
    await finish(begin(folder).claim, { "timeline.csv": timeline, "turns.csv": turns, "log.csv": "x\n" });
    const { ask } = await serve(folder);
    const { entries, hasStories } = await stateOf(await ask("/run"));
    expect(entries).toEqual([
      { atS: 4, text: "a halt", kind: "turn" },
      { atS: 9, text: "night: an outage, of all (begins)", kind: "dated" },
    ]);
    expect(hasStories).toBe(true);
    expect(await (await ask("/groups")).json()).toEqual([{ name: "home", count: 2 }]);
    expect(await (await ask("/story?group=0&index=1")).json()).toEqual({ head: "node 9", lines: ["it came"] });
    for (const path of ["/story?group=0&index=2", "/story?group=9&index=0", "/story", "/other", "/../manifest.json"])
      expect((await ask(path)).status).toBe(404);
  });

  it("tells nothing of tables that are not as the run wrote them, and says which", async () => {
    const turns = "replication,time_s,told\n0,4,a halt\n";
    const timeline = "replication,time_s,label,phase,what\n0,9,night,begins,dark\n";
    const rows: readonly (readonly [name: string, text: string, why: string, entries: readonly string[]])[] = [
      ["turns.csv", turns.replace("halt", "hint"), writing.otherHash(), ["dark"]],
      ["timeline.csv", timeline.slice(0, 50), writing.endsWithinLine(50), ["a storm", "a halt"]],
      ["log.csv", "x\n", writing.otherLength(2, 4), ["a halt", "dark"]],
      ["manifest.json", "{}\n", writing.noManifest(), ["a storm"]],
    ];
    for (const [name, text, why, entries] of rows) {
      const folder = place();
      await finish(begin(folder).claim, { "timeline.csv": timeline, "turns.csv": turns, "log.csv": "x\ny\n" });
      writeFileSync(join(folder, name), text);
      const { ask } = await serve(folder);
      const told = await stateOf(await ask("/run"));
      expect(told.entries.map((entry) => entries.find((one) => entry.text.includes(one)))).toEqual(entries);
      const isTable = name !== "log.csv";
      expect(
        [told.damage, told.nodesNote].map((words) => words.includes(`${join(folder, name)} is not as a run`)),
      ).toEqual([isTable, !isTable || name === "manifest.json"]);
      expect(`${told.damage} ${told.nodesNote}`).toContain(why);
      expect(await (await ask("/groups")).json()).toHaveLength(told.hasStories ? 1 : 0);
      expect(told.hasStories).toBe(isTable && name !== "manifest.json");
    }
  });

  it("says how a run comes to a log that it has none of", async () => {
    const folder = place();
    const { claim } = begin(folder);
    await claim.fill((write) => {
      write("series.csv", "time_s\n");
      write("manifest.json", JSON.stringify({ commandLine: ["orrery", "run", "my file.yaml"] }));
    });
    claim.release();
    const { ask } = await serve(folder);
    const { hasStories, nodesNote } = await stateOf(await ask("/run"));
    expect(hasStories).toBe(false);
    expect(nodesNote).toContain("npx orrery run 'my file.yaml' --events --force");
    expect(await (await ask("/groups")).json()).toEqual([]);
  });

  it("says that a run was interrupted, by its manifest", async () => {
    for (const interrupted of [true, false]) {
      const folder = place();
      const { claim } = begin(folder);
      await claim.fill((write) => {
        write("series.csv", "time_s\n");
        write("manifest.json", JSON.stringify({ interrupted }));
      });
      claim.release();
      const { ask } = await serve(folder);
      expect(await stateOf(await ask("/run"))).toMatchObject({ state: "finished", isInterrupted: interrupted });
    }
  });

  it("answers this machine alone, reads only, and lets the page load nothing from elsewhere", async () => {
    const folder = place();
    await finish(begin(folder, "</title><script>").claim);
    const { ask, port } = await serve(folder);
    const page = await ask("/");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    const html = await page.text();
    expect(html).toContain("<title>&lt;/title&gt;&lt;script&gt; · watch · orrery</title>");
    expect(html.match(/https?:/g)).toBeNull();
    expect((await ask("/run", { method: "POST" })).status).toBe(405);
    expect(await statusFor(port, "evil.example")).toContain("403");
    expect(await statusFor(port, `127.0.0.1.evil.example:${port}`)).toContain("403");
    expect(await statusFor(port, `localhost:${port}`)).toContain("200");
  });
});
