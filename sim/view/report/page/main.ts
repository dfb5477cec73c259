/** What a report does in the browser: it draws its pictures, and sorts its tables where somebody asks. */
import { drawPictures } from "./draw.js";
import { sortTables } from "./sort.js";

sortTables();
await drawPictures();
// For those who wait for the pictures: the test, and whoever prints the page from a script.
document.documentElement.dataset["drawn"] = "true";
