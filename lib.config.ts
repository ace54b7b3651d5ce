import { defineConfig } from 'vite';

/**
 * The command and the library as few files: Node takes 0.1 ms and more to find and read each module, and a command that
 * has nothing to do would spend a quarter of its time on that. What many chunks share is one; what only some commands need
 * (a command, the server, the simulator, explanations) stays apart and is loaded when asked for. Packages are not taken in.
 */
export default defineConfig({
  logLevel: 'error',
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
        codeSplitting: { groups: [{ name: 'core', minShareCount: 6 }] },
      },
    },
  },
});
