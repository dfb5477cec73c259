import { Table } from "../../../../sim/table/table.js";
import type { MessageKind } from "../../message-port.js";

export interface SentRequest {
  readonly kind: MessageKind;
  /** The prover that sends it. */
  readonly from: number;
  readonly bytes: number;
  /** What it is about, and by what each of them is known again when the request arrives. */
  readonly rows: readonly number[];
  readonly marks: readonly number[];
}

class Pools extends Table {
  readonly waiting = this.lists("request");

  /** How many requests archives hold, those that a frame has included. */
  get size(): number {
    let sum = 0;
    for (let archive = 0; archive < this.count; archive++) sum += this.waiting[archive].length;
    return sum;
  }

  put(archive: number, request: number): void {
    this.reach(archive);
    this.waiting[archive].push(request);
  }

  /** Takes all that the archive holds. */
  take(archive: number): readonly number[] {
    this.reach(archive);
    const taken = this.waiting[archive];
    this.waiting[archive] = [];
    return taken;
  }
}

/**
 * Requests from when they are made until no copy of them is on its way or in the pool of an archive: one row a request, used again once
 * it is over.
 */
export class RequestsUnderWay extends Table {
  kind = this.i32("kind");
  from = this.i32("prover");
  size = this.i32("bytes");
  /** Copies on their way, and pools of archives that hold it. */
  copies = this.i32("copies");
  /** 1 once an archive has it, and once a frame does. */
  heard = this.u8("flag");
  included = this.u8("flag");
  /** Copies that wait at the lines of archives. */
  waiting = this.figure("copies");
  readonly rows = this.lists("row");
  readonly marks = this.lists("frame");
  /** By archive: requests that it has, in the order of their arrival. */
  readonly pools = this.part(new Pools());
  private readonly free = this.sequence("request");

  open({ kind, from, bytes, rows, marks }: SentRequest): number {
    const request = this.free.pop() ?? this.addRow();
    this.kind[request] = kind;
    this.from[request] = from;
    this.size[request] = bytes;
    this.copies[request] = 0;
    this.heard[request] = 0;
    this.included[request] = 0;
    this.rows[request] = [...rows];
    this.marks[request] = [...marks];
    return request;
  }

  /** A copy of it is nowhere any more. Says whether it was the last one. */
  drop(request: number): boolean {
    if (--this.copies[request] > 0) return false;
    this.rows[request] = [];
    this.marks[request] = [];
    this.free.push(request);
    return true;
  }

  /** How many copies of requests there are, on their way or in pools. */
  get allCopies(): number {
    let sum = 0;
    for (let request = 0; request < this.count; request++) sum += this.copies[request];
    return sum;
  }
}
