// Executes the notebooks, all or those that are named, each from its first cell to its last, and fails if a cell raises.
// What they print stays in memory: nothing in notebooks/ is changed, and what they run goes to results/notebooks/.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPinned } from "./pinned.mjs";

const usage = `npm run notebooks [-- NAME...]        executes the notebooks, or those named, and fails if a cell raises
npm run notebooks -- --strip          takes what cells printed out of the notebooks, as it has to be before a commit
npm run notebooks -- --kernel         installs the Deno kernel for Jupyter, for your user; then open them with: jupyter notebook notebooks`;

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "notebooks");
const known = readdirSync(folder)
  .filter((name) => name.endsWith(".ipynb"))
  .sort();
const typed = process.argv.slice(2);
const kernelFile = (deno) =>
  JSON.stringify({
    argv: [deno, "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
  });

if (typed.includes("--help") || typed.includes("-h")) {
  console.log(usage);
} else if (typed.length === 1 && typed[0] === "--strip") {
  for (const name of known) strip(join(folder, name));
} else if (typed.length === 1 && typed[0] === "--kernel") {
  if (hasJupyter()) process.exitCode = installKernel();
} else {
  const asked = typed.map((name) => `${basename(name, ".ipynb")}.ipynb`);
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(
      `no such notebook: ${typed.filter((_, k) => unknown.includes(asked[k])).join(", ")}; there are ${known.join(", ")}`,
    );
    process.exitCode = 2;
  } else if (hasJupyter()) {
    process.exitCode = execute(asked.length > 0 ? asked : known);
  }
}

/** Whether Jupyter can execute notebooks here; says what to install if not. */
function hasJupyter() {
  if (spawnSync("jupyter", ["nbconvert", "--version"], { stdio: "ignore" }).status === 0) return true;
  console.error(
    "Jupyter is needed: apt install jupyter-notebook jupyter-nbconvert python3-ipykernel python3-pandas python3-altair",
  );
  process.exitCode = 1;
  return false;
}

function denoProgram() {
  const { folder: pinned, status } = installPinned("notebooks", "--ignore-scripts");
  if (status !== 0) return null;
  const [platform] = readdirSync(join(pinned, "node_modules", "@deno"));
  return join(pinned, "node_modules", "@deno", platform, process.platform === "win32" ? "deno.exe" : "deno");
}

function installKernel() {
  const deno = denoProgram();
  if (deno === null) return 1;
  const made = mkdtempSync(join(tmpdir(), "orrery-kernel-"));
  try {
    writeFileSync(join(made, "kernel.json"), kernelFile(deno));
    return spawnSync("jupyter", ["kernelspec", "install", "--user", "--name", "deno", made], { stdio: "inherit" })
      .status;
  } finally {
    rmSync(made, { recursive: true });
  }
}

/** Executes notebooks one after the other; answers 0 if all of them ran to their end. */
function execute(names) {
  if (!existsSync(join(root, "dist", "models", "index.js"))) {
    console.error("Orrery is not built: npm run build");
    return 1;
  }
  const deno = denoProgram();
  if (deno === null) return 1;
  // What an earlier version of the code came to would be read instead.
  rmSync(join(root, "results", "notebooks"), { recursive: true, force: true });
  const made = mkdtempSync(join(tmpdir(), "orrery-notebooks-"));
  let failed = 0;
  try {
    mkdirSync(join(made, "kernels", "deno"), { recursive: true });
    writeFileSync(join(made, "kernels", "deno", "kernel.json"), kernelFile(deno));
    for (const name of names) {
      const words = ["nbconvert", "--to", "notebook", "--execute", "--output-dir", made, "--log-level", "ERROR"];
      const { status, stderr } = spawnSync(
        "jupyter",
        [...words, "--ExecutePreprocessor.timeout=600", join(folder, name)],
        {
          encoding: "utf8",
          // Files that Python's debugger has frozen are none of this run's business, and Deno writes no colours.
          env: { ...process.env, JUPYTER_PATH: made, PYDEVD_DISABLE_FILE_VALIDATION: "1", NO_COLOR: "1" },
        },
      );
      console.log(`${status === 0 ? "passed" : "FAILED"}  ${name}`);
      if (status === 0) continue;
      failed += 1;
      console.error(stderr);
    }
  } finally {
    rmSync(made, { recursive: true });
  }
  console.log(`${names.length - failed} of ${names.length} notebooks ran to their end`);
  return failed === 0 ? 0 : 1;
}

/** Takes outputs and execution counts out, so that a commit shows what was written and nothing else. */
function strip(file) {
  const text = readFileSync(file, "utf8");
  const notebook = JSON.parse(text);
  for (const cell of notebook.cells) {
    cell.metadata = {};
    if (cell.cell_type !== "code") continue;
    cell.outputs = [];
    cell.execution_count = null;
  }
  const stripped = `${JSON.stringify(notebook, null, 1)}\n`;
  if (stripped === text) return;
  writeFileSync(file, stripped);
  console.log(`stripped ${basename(file)}`);
}
