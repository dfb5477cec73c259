import { describe, expect, it } from "vitest";
import { recordOf } from "./failure.js";
import { messages } from "./messages.js";
import { memoryRefused } from "./no-memory.js";

/** What is thrown where more is asked for than any system gives. */
function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe("memory that is refused", () => {
  it.each([
    ["a buffer", () => new ArrayBuffer(2 ** 52)],
    ["a typed array", () => new Float64Array(new ArrayBuffer(2 ** 50))],
    ["a shared buffer", () => new SharedArrayBuffer(2 ** 52)],
  ])("is no bug: %s", (_what, action) => {
    const thrown = thrownBy(action);
    expect(memoryRefused(thrown)).toBe((thrown as Error).message);
    expect(recordOf(thrown)).toEqual({ kind: "memory", text: messages.noMemory((thrown as Error).message), stack: "" });
  });

  it("is known by the words of WebAssembly and by the codes of Node, and nothing else is", () => {
    expect(memoryRefused(new RangeError("WebAssembly.Memory(): could not allocate memory"))).toBeDefined();
    expect(memoryRefused(new RangeError("WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory"))).toBeDefined();
    expect(memoryRefused(Object.assign(new Error("no"), { code: "ERR_MEMORY_ALLOCATION_FAILED" }))).toBe("no");
    expect(memoryRefused(new RangeError("Invalid array length"))).toBeUndefined();
    expect(memoryRefused(new RangeError("Maximum call stack size exceeded"))).toBeUndefined();
    expect(memoryRefused(new Error("Out of memory"))).toBeUndefined();
    expect(memoryRefused("Out of memory")).toBeUndefined();
  });
}); // prettier-ignore
