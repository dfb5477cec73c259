/**
 * The page of `orrery watch` in Debian's chromium: a finished run with a log, from the compiled program, and a run under way.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { watchServer } from "../../sim/cli/watch/server.js";
import { WatchedRun } from "../../sim/cli/watch/watched-run.js";
import { GrowingFile } from "../../sim/files/growing-file.js";
import { claimResultFolder } from "../../sim/output/result-folder.js";
import { scenesName } from "../../sim/output/write-run.js";

const program = fileURLToPath(new URL("../../dist/models/cli/main.js", import.meta.url));
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"].concat([
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]);
const folder = mkdtempSync(join(tmpdir(), "orrery-watch-browser-"));
const hostile = "</script><script>document.title='taken'</script><!--";
const village = `
name: village
about: ${JSON.stringify(`Does it last? ${hostile}`)}
horizon: 2 d
operators:
  - { class: home, count: 130, workers: 2, uptime: 90 %, outage: 3 h }
  - { class: ${JSON.stringify(hostile)}, count: 10, workers: 14 }
shards: { count: 40, world: 8 GB }
timeline:
  - { at: 10 h, outage: { class: home, share: 80 %, for: 9 h }, label: night }
`;

let browser: Browser | undefined;
let watching: ChildProcess | undefined;
let address = "";

beforeAll(async () => {
  writeFileSync(join(folder, "village.yaml"), village);
  const out = join(folder, "run");
  execFileSync(process.execPath, [program, "run", join(folder, "village.yaml"), "--events", "--no-report", "--quiet", "--out", out], { stdio: "pipe", cwd: folder }); // prettier-ignore
  watching = spawn(process.execPath, [program, "watch", out, "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(watching.stdout!, "data")) as [Buffer];
  address = (JSON.parse(line.toString("utf8")) as { address: string }).address;
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: [...args] });
});
afterAll(async () => {
  await browser?.close();
  if (watching !== undefined) {
    watching.kill("SIGINT");
    const [code] = (await once(watching, "exit")) as [number | null];
    if (code !== 0) throw new Error(`orrery watch ended with ${code}`);
  }
  rmSync(folder, { recursive: true });
});

async function open(url: string, colorScheme: "light" | "dark" = "light", width = 1000) {
  const page = await browser!.newPage({ viewport: { width, height: 800 }, colorScheme });
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) complaints.push(`asks ${request.url()}`);
  });
  await page.goto(url);
  await page.waitForSelector(".player");
  return { page, complaints };
}

/** The page asks its server every now and then; how long a busy machine takes is not looked at. */
const patience = { timeout: 60_000, interval: 50 };

const slider = (page: Page) => page.locator(".player input");
const time = (page: Page): Promise<string> => page.locator(".time").innerText();

/** Colours of the map at a share of its width, from top to bottom, each once. */
const coloursAt = (page: Page, share: number): Promise<string[]> =>
  page.evaluate(`(() => {
    const canvas = document.querySelector(".map canvas");
    const { data } = canvas.getContext("2d").getImageData(Math.floor(${share} * canvas.width), 0, 1, canvas.height);
    return [...new Set(Array.from({ length: canvas.height }, (_, y) => data.slice(4 * y, 4 * y + 3).join(" ")))];
  })()`);

describe("the page of a finished run", () => {
  it("plays it, asks for nothing from elsewhere and complains of nothing", async () => {
    const { page, complaints } = await open(address);
    expect(await page.title()).toBe("village · watch · orrery");
    expect(await page.locator(".about").innerText()).toBe(`Does it last? ${hostile}`);
    expect(await time(page)).toBe("48.00 h of 48.00 h");
    await page.locator(".play").click();
    await expect.poll(async () => Number(await slider(page).inputValue()), patience).toBeGreaterThan(2);
    expect(await page.locator(".play").innerText()).toBe("Pause");
    await page.locator(".play").click();
    expect(Number(await slider(page).inputValue())).toBeLessThan(200);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("shows what the night did: shards, nodes, and the entry that led to it", async () => {
    const { page } = await open(address);
    const [healthy] = await page.locator(".legend li").allInnerTexts();
    expect(healthy.trim()).toMatch(/^\d+ healthy$/);
    await slider(page).fill("46");
    expect(await time(page)).toBe("9.40 h of 48.00 h");
    const offline = async (): Promise<number> => {
      const row = page.locator("section.bars", { hasText: "Nodes" }).locator("tr", { hasText: "offline" });
      return Number(await row.locator(".number").innerText());
    };
    const before = await offline();
    const night = page.locator(".timeline li.dated", { hasText: "night: outage of 80 % of class home" });
    expect(await night.first().getAttribute("class")).toContain("to-come");
    await night.first().locator("button").click();
    expect(await time(page)).toBe("10.00 h of 48.00 h");
    expect(await night.first().getAttribute("class")).toContain("past");
    await page.keyboard.press("Tab");
    await slider(page).press("ArrowRight");
    expect(await time(page)).toBe("10.20 h of 48.00 h");
    expect((await offline()) - before).toBeGreaterThan(80);
    // All is well at eight in the evening before, and not in the night.
    const [calm, dark] = [await coloursAt(page, 8 / 48), await coloursAt(page, 14 / 48)];
    expect(calm).toContain("158 202 225");
    expect(dark.some((colour) => colour === "230 85 13" || colour === "127 0 0")).toBe(true);
    await page.close();
  });

  it("tells of the shards and the moment that are clicked, and by the keyboard of the next", async () => {
    const { page } = await open(address);
    const map = page.locator(".map");
    const box = (await map.boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height - 2);
    expect(await time(page)).toMatch(/^2[34]\.\d\d h/);
    const text = await page.locator(".band-text").innerText();
    const [, shard, count] = /^shard (\d+) of (\d+): 1 (?:healthy|need coverage|at risk of a halt|halted)$/.exec(text)!;
    expect(shard).toBe(count);
    await map.press("ArrowUp");
    expect(await map.getAttribute("aria-valuetext")).toContain(`shard ${Number(shard) - 1} of ${count}`);
    const before = await time(page);
    await map.press("ArrowLeft");
    expect(await time(page)).not.toBe(before);
    await page.close();
  });

  it("tells the story of a node that is clicked, and opens squares of several, by the keyboard too", async () => {
    const { page, complaints } = await open(address);
    const home = page.locator(".group", { hasText: "home" });
    expect(await home.locator("small").innerText()).toBe("130 nodes");
    expect(await home.locator(".square").count()).toBe(60);
    await home.locator(".square").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect(await home.locator("small").innerText()).toMatch(/^nodes 3 to \d of 130$/);
    await page.keyboard.press("Enter");
    const story = page.locator(".story");
    await story.locator("h3").waitFor();
    expect(await story.locator("h3").innerText()).toContain("prover 2 · class home · 2 workers");
    expect(await story.locator("pre").innerText()).toMatch(/What happened\nframe +1 +0\.00 h +appears/);
    const other = page.locator(".group", { hasText: hostile });
    await other.locator(".square").nth(9).click();
    await expect.poll(() => story.locator("h3").innerText(), patience).toContain("prover 139");
    await home.getByRole("button", { name: "All 130" }).click();
    expect(await home.locator(".square").count()).toBe(60);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(["light", "dark"] as const)(
    "has no fault that axe-core finds, in %s, and fits a narrow screen",
    async (scheme) => {
      const { page } = await open(address, scheme, 380);
      await page.locator(".square").first().waitFor();
      // Its policy lets no script in by a tag.
      const { violations } = (await page.evaluate(`${axe.source}; axe.run()`)) as axe.AxeResults;
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))).toEqual(
        [],
      );
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
        scheme === "light" ? "rgb(255, 255, 255)" : "rgb(26, 26, 26)",
      );
      await page.close();
    },
  );
});

describe("the page of a run under way", () => {
  it("grows with the run, follows it, and says when it is gone", async () => {
    const out = join(folder, "running");
    const claim = claimResultFolder({ folder: out, force: false });
    const words = { bars: [{ title: "Stars", labels: ["seen"] }], hasLog: true };
    const head = { scenes: 1, scenario: "night sky", about: "", seed: "1", replication: 0, horizonUs: 1e7, words };
    const path = claim.grow(scenesName, JSON.stringify({ ...head, planned: [{ atUs: 5e6, text: "the moon rises" }] }))!;
    const file = new GrowingFile(path);
    const add = (stars: number): void => file.line(JSON.stringify({ atUs: stars * 1e6, bars: [[stars]] }));
    add(1);
    add(2);
    const run = new WatchedRun(out);
    run.look();
    const server = watchServer(run, { files: [], groups: () => Promise.resolve([]), story: () => Promise.reject(new Error()) }); // prettier-ignore
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { page } = await open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const status = page.locator(".status");
    const stars = page.locator("section.bars .number");
    expect([await status.innerText(), await stars.innerText()]).toEqual([
      `Under way, 20 % simulated, seed 1 · ${out}`,
      "2",
    ]);
    add(6);
    await expect.poll(() => stars.innerText(), patience).toBe("6");
    expect(await page.locator(".timeline li").getAttribute("class")).toBe("planned past");
    // Who looks back stays there, and can go to now.
    await slider(page).fill("0");
    add(7);
    await expect.poll(() => slider(page).getAttribute("max"), patience).toBe("3");
    expect(await stars.innerText()).toBe("1");
    await page.getByRole("button", { name: "Go to now" }).click();
    expect(await stars.innerText()).toBe("7");
    file.close();
    claim.release();
    await expect.poll(() => status.innerText(), patience).toMatch(/^The run has ended/);
    server.closeAllConnections();
    server.close();
    await expect.poll(() => status.innerText(), patience).toMatch(/^orrery watch has ended/);
    await page.close();
  });
});
