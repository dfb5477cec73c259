import { threadId } from "node:worker_threads";

/** Tells this thread of this process apart from all that run now; part of the names of temporary files. */
export const writerName = (): string => `${process.pid}-${threadId}`;
