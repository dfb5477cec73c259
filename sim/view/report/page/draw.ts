/** Draws the pictures of a report from the specifications that the page holds. */
import embed, { type EmbedOptions, type VisualizationSpec } from "vega-embed";
import type { PackedPictures } from "../pack.js";
import { unpacked } from "../unpack.js";

/** The menu of a picture saves it; nothing leads to the network. */
const options: EmbedOptions = {
  mode: "vega-lite",
  renderer: "svg",
  actions: { export: { svg: true, png: true }, source: false, compiled: false, editor: false },
  i18n: { CLICK_TO_VIEW_ACTIONS: "Save this picture" },
};

/** Resolves when every picture is drawn, or says in its place why it could not be. */
export async function drawPictures(): Promise<void> {
  const text = document.querySelector("#pictures-data")?.textContent ?? '{"data":[],"specs":[]}';
  const { data, specs } = JSON.parse(text) as PackedPictures;
  const datasets = unpacked(data);
  for (const [k, spec] of specs.entries()) {
    const place = document.querySelector<HTMLElement>(`#picture-${k}`);
    if (place === null) continue;
    try {
      // Datasets that a picture does not name cost nothing.
      const whole = { ...spec, datasets } as unknown as VisualizationSpec;
      const { vgSpec } = await embed(place, whole, {
        ...options,
        downloadFileName: place.dataset["name"] ?? "picture",
      });
      labelled(place, vgSpec.description ?? "");
    } catch (error) {
      place.textContent = `This picture could not be drawn: ${String(error)}`;
    }
  }
}

/** One picture with a name, rather than hundreds of marks without. */
function labelled(place: HTMLElement, name: string): void {
  const svg = place.querySelector("svg.marks");
  svg?.setAttribute("role", "img");
  svg?.setAttribute("aria-label", name);
  place.querySelector("summary")?.setAttribute("aria-label", `Save the picture: ${name}`);
}
