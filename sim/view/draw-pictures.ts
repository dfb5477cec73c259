import type { MissingPicture, Picture } from "../output/pictures.js";
import type { PictureSpec } from "../experiment/picture-spec.js";
import { nextTurn } from "../experiment/wall-clock.js";
import type { Interrupt } from "../experiment/watch.js";

/** The one door to drawing, which a test can replace: a picture takes longer than thousands of files. */
export const drawing = {
  /**
   * Draws pictures one after the other. One that cannot be drawn is missing, and so are those that were not begun when
   * somebody wanted an end: neither costs anything else.
   */
  pictures: drawPictures,
};

async function* drawPictures(
  specsOf: () => readonly PictureSpec[],
  interrupt: Interrupt,
): AsyncGenerator<Picture | MissingPicture> {
  const specs = attempt("pictures", specsOf);
  if ("missing" in specs) {
    yield specs;
    return;
  }
  for (const spec of specs) {
    await nextTurn();
    if (interrupt.requested) yield { name: spec.name, missing: "interrupted" };
    else yield await draw(spec);
  }
}

async function draw(spec: PictureSpec): Promise<Picture | MissingPicture> {
  try {
    const { renderPictures } = await import("./render.js");
    return (await renderPictures([spec]))[0];
  } catch (error) {
    return failed(spec.name, error);
  }
}

function attempt<Value>(name: string, make: () => Value): Value | MissingPicture {
  try {
    return make();
  } catch (error) {
    return failed(name, error);
  }
}

const failed = (name: string, error: unknown): MissingPicture => ({
  name,
  missing: "failed",
  why: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});
