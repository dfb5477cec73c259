/** Pictures, as they come from whoever draws them, into a result folder. */
import type { FileContent, WriteFile } from "./result-folder.js";

/** A picture in the three forms that are stored. */
export interface Picture {
  /** File name without ending. */
  readonly name: string;
  readonly svg: string;
  readonly png: Uint8Array;
  /** The vega-lite specification as JSON text, its data inside. */
  readonly spec: string;
}

/** A picture that could not be drawn, or was not begun because somebody wanted an end. */
export interface MissingPicture {
  readonly name: string;
  readonly missing: "failed" | "interrupted";
  /** Why it could not be drawn. */
  readonly why?: string;
}

export interface WrittenPictures {
  readonly drawn: Picture[];
  readonly missing: MissingPicture[];
  readonly files: ReturnType<WriteFile>[];
}

/** Writes each as soon as it is drawn. */
export async function writePictures(
  pictures: AsyncIterable<Picture | MissingPicture>,
  write: WriteFile,
): Promise<WrittenPictures> {
  const drawn: Picture[] = [];
  const missing: MissingPicture[] = [];
  const files: ReturnType<WriteFile>[] = [];
  for await (const picture of pictures) {
    if ("missing" in picture) {
      missing.push(picture);
      continue;
    }
    drawn.push(picture);
    for (const [path, content] of pictureFiles(picture)) files.push(write(path, content));
  }
  return { drawn, missing, files };
}

const pictureFiles = ({ name, svg, png, spec }: Picture): readonly (readonly [string, FileContent])[] => [
  [`plots/${name}.svg`, svg],
  [`plots/${name}.png`, png],
  [`plots/${name}.vl.json`, spec],
];
