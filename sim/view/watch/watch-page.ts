/** The page of `orrery watch`: a document that loads its own script and style, and nothing else. */
import { escaped } from "../report/html.js";

/** What the browser may do with it: run and fetch what comes from where the page came from. */
export const watchPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const watchDocument = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<div id="app"><p>Loading …</p></div>
<noscript><p>This page plays a run by a script, which does not run here.</p></noscript>
</body>
</html>
`;
