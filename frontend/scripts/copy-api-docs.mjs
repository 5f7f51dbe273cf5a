// Puts Swagger UI beside the app, so that the API's docs load nothing from elsewhere.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const source = dirname(require.resolve("swagger-ui-dist/package.json"));
const target = new URL("../dist/docs-assets/", import.meta.url).pathname;

mkdirSync(target, { recursive: true });
for (const name of ["swagger-ui.css", "swagger-ui-bundle.js", "LICENSE", "NOTICE"]) {
  copyFileSync(join(source, name), join(target, name));
}
// A file of its own, because the pages' content policy lets no inline script run.
writeFileSync(
  join(target, "start.js"),
  `window.SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  tryItOutEnabled: false,
  validatorUrl: null,
});
`,
);
