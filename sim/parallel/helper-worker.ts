/** The thread of a helper: works out pieces as long as it is given any. */
import { receiveMessageOnPort, workerData } from "node:worker_threads";
import { HelperBoard } from "./helper-board.js";
import type { CreateHelper, HelperAnswer, HelperData, HelperPiece } from "./helper-team.js";

const { module, setup, helper, shared, port } = workerData as HelperData;
const board = new HelperBoard(shared);
const { createHelper } = (await import(module)) as { createHelper: CreateHelper<unknown, unknown, unknown> };
const workOut = createHelper(setup);
board.noteThere(helper);

for (let taken = 0; board.waitForMore(helper, taken);) {
  const received: { readonly message: HelperPiece } | undefined = receiveMessageOnPort(port);
  if (received === undefined) continue;
  taken++;
  port.postMessage(answerTo(received.message));
  board.noteAnswer();
}
port.close();

/** Whoever leads works a piece out again that fails here, and meets the failure where it has a place. */
function answerTo({ id, piece }: HelperPiece): HelperAnswer {
  try {
    return { id, answer: workOut(piece) };
  } catch {
    return { id, hasFailed: true };
  }
}
