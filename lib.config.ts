import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/** Packages of small files that every command loads: to find and read the some 90 of DuckDB's client took a tenth of a second. */
const TAKEN_IN = ['@duckdb/node-api', 'commander'];

/** What is taken in comes with its licence. */
const licences: Plugin = {
  name: 'licences',
  generateBundle() {
    for (const name of TAKEN_IN) {
      const source = readFileSync(new URL(`node_modules/${name}/LICENSE`, import.meta.url), 'utf8');
      this.emitFile({ type: 'asset', fileName: `licences/${name.replace('/', '-')}.txt`, source });
    }
  },
};

/**
 * The command and the library as few files: Node takes 0.1 ms and more to find and read each module, and a command that
 * has nothing to do would spend a quarter of its time on that. What many chunks share is one; what only some commands need
 * (a command, the server, the simulator, explanations) stays apart and is loaded when asked for. Other packages are not taken in.
 */
export default defineConfig({
  logLevel: 'error',
  plugins: [licences],
  ssr: { noExternal: TAKEN_IN, external: ['@duckdb/node-bindings'] },
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: true,
    minify: false,
    target: 'node20',
    rolldownOptions: {
      input: { cli: 'src/cli.ts', index: 'src/index.ts' },
      output: {
        format: 'es',
        chunkFileNames: 'chunks/[name]-[hash].js',
        codeSplitting: {
          groups: [
            // One chunk with what the help of all commands needs, so that `--help` loads nothing else.
            { name: 'cli', test: /src\/app\/cli\/(commands|spec|main)/, priority: 1 },
            { name: 'core', minShareCount: 6 },
          ],
        },
      },
    },
  },
});
