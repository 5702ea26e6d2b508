import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// A silo that make demo has started; it serves what the app is told and asks.
const silo = process.env.TOLLGATE_URL ?? 'http://127.0.0.1:8080';

// Compressed once, as small as it gets, so that a silo only has to send it. From the disk: only there is everything as it will be served.
const brotli = (): Plugin => ({
  name: 'brotli',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const { fileName } of Object.values(bundle)) {
      const path = `${dir}/${fileName}`;
      if (/\.(js|css|html)$/.test(path)) writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
    }
  },
});

export default defineConfig({
  base: '/console/',
  plugins: [react(), brotli()],
  build: { chunkSizeWarningLimit: 1200, assetsInlineLimit: 0 },
  server: { port: 5173, strictPort: true, proxy: { '/v1': silo, '/console/config.json': silo } },
});
