import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const api = process.env.PAYMENTUS_API ?? "http://127.0.0.1:8001";

/**
 * The first `@layer` rule a browser meets fixes the order of the layers, and which file comes first depends on how the
 * build splits them: so every style file begins with the order.
 */
const layerOrder: Plugin = {
  name: "paymentus:layer-order",
  enforce: "pre",
  transform: (code, id) => (id.endsWith(".css") ? `@layer reset, tokens, base, layout, components, helpers;\n${code}` : null),
};

export default defineConfig({
  plugins: [react(), layerOrder],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy: { "/api": { target: api, changeOrigin: false } } },
  preview: {
    host: "127.0.0.1",
    proxy: { "/api": { target: api, changeOrigin: false } },
    // As the backend serves it, so that a page that breaks the policy breaks here first.
    headers: { "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'" },
  },
  build: {
    outDir: "dist",
    manifest: true,
    // Our Content-Security-Policy allows files of this origin only, so nothing may become a data: URI.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Few files compress better than many: what every page needs goes together.
          groups: [
            { name: "vendor", test: /node_modules(?!.*\/(?:infiniteQueryObserver|useInfiniteQuery|mutationObserver|useMutation|useBlocker)\.)/ },
            { name: "shared", test: /src\/(?:components\/(?:button|field|notice|mark|panel|loading|failure|page-heading|error-summary|use-form|amount)|lib\/(?:money|dates|cards)|api\/|app\/payer\/pages\/needs-session)/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "tests/architecture/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
  },
});
