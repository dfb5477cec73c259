/** No run goes on from here, or can be stored there, and why. Exit code 2. */
export class SnapshotRefusal extends Error {
  override readonly name = "SnapshotRefusal";
}
