/**
 * Reports as a browser shows them, from the disk and with nothing else: Debian's chromium, which `.ci/run` installs. Needs
 * the compiled program (`npm run browser` compiles it).
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../dist/models/cli/main.js", import.meta.url));
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"].concat([
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]);
const folder = mkdtempSync(join(tmpdir(), "orrery-browser-"));

/** Names that would end a script, or begin one. */
const hostile = "</script><script>document.title='taken'</script><!--";
const village = `
name: village
about: ${JSON.stringify(`Does it last? ${hostile}`)}
horizon: 1 d
date: 2026-10-10
operators:
  - { class: home, count: 30, workers: 2, uptime: 90 %, outage: 3 h }
  - { class: ${JSON.stringify(hostile)}, count: 10, workers: 4 }
shards: { count: 8, world: 8 GB }
sources: { shards.world: { source: assumed, why: "nobody has <measured> it" } }
timeline: [{ at: 10 h, outage: { class: home, share: 50 %, for: 5 h }, label: night }]
`;

/** What is typed, and how many pictures the report has. */
const reports = {
  "a run": ["run", "--horizon", "1 d"],
  "a run of several replications": ["run", "--replications", "4"],
  "a sweep": ["sweep", "--horizon", "11 h", "--replications", "2", "--set", "sweep.shards.count=[4, 8, 12]"],
} as const;
type ReportName = keyof typeof reports;

const pathOf = (name: ReportName): string => join(folder, name.replaceAll(" ", "-"));
let browser: Browser | undefined;

beforeAll(async () => {
  writeFileSync(join(folder, "village.yaml"), village);
  for (const [name, [command, ...typed]] of Object.entries(reports)) {
    const out = ["--quiet", "--out", pathOf(name as ReportName)];
    const words = [command, join(folder, "village.yaml"), ...typed, ...out];
    execFileSync(process.execPath, [program, ...words], { stdio: "pipe", cwd: folder });
  }
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: [...args] });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** What the page said or asked for that it should not. */
  readonly complaints: readonly string[];
}

async function open(name: ReportName, colorScheme: "light" | "dark" = "light", width = 1000): Promise<Opened> {
  const page = await browser!.newPage({ viewport: { width, height: 800 }, colorScheme });
  const complaints: string[] = [];
  const url = pathToFileURL(join(pathOf(name), "report.html")).href;
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (request.url() !== url && !/^(data|blob):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
  });
  await page.goto(url);
  await page.waitForSelector("html[data-drawn]");
  return { page, complaints };
}

/** Texts of a column of the first table. */
const column = (page: Page, k: number): Promise<string[]> =>
  page
    .locator(`table.sortable >> nth=0`)
    .locator(`tbody td:nth-child(${k + 1})`)
    .allTextContents();

describe.each(Object.keys(reports) as ReportName[])("the report of %s", (name) => {
  it("opens from the disk with all its pictures, asks for nothing and complains of nothing", async () => {
    const { page, complaints } = await open(name);
    const drawn = await page.locator("figure.picture svg.marks").count();
    expect(drawn).toBe(await page.locator("figure.picture").count());
    const { files } = JSON.parse(readFileSync(join(pathOf(name), "summary.json"), "utf8")) as { files: string[] };
    expect(drawn).toBe(files.filter((file) => file.endsWith(".png")).length || 1);
    for (const picture of await page.locator("figure.picture svg.marks").all()) {
      expect(await picture.locator("path, rect, text").count()).toBeGreaterThan(10);
    }
    expect(complaints).toEqual([]);
    expect(await page.title()).toBe(`village · ${(await page.locator(".kind").textContent())?.toLowerCase()} · orrery`);
    expect(await page.locator(".question").textContent()).toBe(`Does it last? ${hostile}`);
    await page.close();
  });

  it("says what a picture shows where the pointer is", async () => {
    const { page, complaints } = await open(name);
    const picture = page.locator("figure.picture svg.marks").first();
    await picture.scrollIntoViewIfNeeded();
    const box = (await picture.boundingBox())!;
    await page.mouse.move(box.x + box.width / 3, box.y + 170);
    await page.mouse.move(box.x + box.width / 3 + 3, box.y + 170);
    const told = page.locator("#vg-tooltip-element.visible");
    await told.waitFor();
    expect(await told.textContent()).toMatch(/\d/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("sorts a table by the keyboard alone", async () => {
    const { page, complaints } = await open(name);
    const table = page.locator("table.sortable").first();
    const before = await column(page, 0);
    // Long tables are folded up.
    const fold = page.locator("details.table").first();
    if ((await fold.getAttribute("open")) === null) {
      await fold.locator("summary").focus();
      await page.keyboard.press("Enter");
    }
    await table.locator("thead button").first().focus();
    await page.keyboard.press("Enter");
    expect(await table.locator("th").first().getAttribute("aria-sort")).toBe("ascending");
    // Names of metrics, or numbers of few points.
    const sorted = before.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    expect(await column(page, 0)).toEqual(sorted);
    await page.keyboard.press("Space");
    expect(await table.locator("th").first().getAttribute("aria-sort")).toBe("descending");
    expect(await column(page, 0)).toEqual(sorted.toReversed());
    // The next heading is the next stop; numbers sort by their size, not by their digits, and those without one come last.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await table.locator("th[aria-sort=ascending]").count()).toBe(1);
    const numbers = (await column(page, 1)).filter((text) => /^-?[\d,.e+-]+$/.test(text));
    const values = numbers.map((text) => Number(text.replaceAll(",", "")));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(["light", "dark"] as const)("has no fault that axe-core finds, in %s", async (scheme) => {
    const { page } = await open(name, scheme);
    await page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))");
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
    expect(found).toEqual([]);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
      scheme === "light" ? "rgb(255, 255, 255)" : "rgb(26, 26, 26)",
    );
    await page.close();
  });

  it("prints on pages, light even where the screen is dark, and fits a narrow screen", async () => {
    const { page } = await open(name, "dark", 360);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(pdf.toString("latin1").split("/Type /Page\n").length).toBeGreaterThan(2);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.setViewportSize({ width: 720, height: 1018 });
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    await page.close();
  });

  it("is one file of less than 2 MB", () => {
    expect(statSync(join(pathOf(name), "report.html")).size).toBeLessThan(2_000_000);
  });
});
