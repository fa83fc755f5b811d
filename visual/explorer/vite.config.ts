// How the page is built: everything beside it, nothing in-line, nothing from elsewhere, cytoscape in a file of its own.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/explorer/",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: "cytoscape", test: /node_modules[\\/]cytoscape/ }] },
      },
    },
  },
});
