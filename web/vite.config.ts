import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// A silo that make demo has started; it serves what the app is told and asks.
const silo = process.env.TOLLGATE_URL ?? 'http://127.0.0.1:8080';

// Compressed once, as small as it gets, so that a silo only has to send it.
const brotli = (): Plugin => ({
  name: 'brotli',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      const source = file.type === 'chunk' ? file.code : file.source;
      if (/\.(js|css|svg|html)$/.test(file.fileName)) {
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotliCompressSync(source) });
      }
    }
  },
});

export default defineConfig({
  base: '/console/',
  plugins: [react(), brotli()],
  build: { chunkSizeWarningLimit: 1200, assetsInlineLimit: 0 },
  server: { port: 5173, strictPort: true, proxy: { '/v1': silo, '/console/config.json': silo } },
});
