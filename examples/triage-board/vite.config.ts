import { defineConfig } from "vite";

/** `npm run dev` beside a server on its usual port. */
const SERVER = "http://127.0.0.1:8080";

export default defineConfig({
  build: { target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: { proxy: { "/api": SERVER } },
});
