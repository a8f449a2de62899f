// Builds dist/{version}/embed.js and its integrity, and writes both into the pages that load it. `--check` fails if what is committed differs.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = new URL('.', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('package.json', here), 'utf8'));
const root = new URL('../../', here);

const { outputFiles } = await build({
  absWorkingDir: new URL('.', here).pathname,
  entryPoints: ['src/index.ts'],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target: ['chrome110', 'firefox110', 'safari16.4'],
  charset: 'utf8',
  define: { VERSION: JSON.stringify(version) },
  banner: { js: `/* Onair embed ${version}, Apache-2.0 */` },
});
const script = outputFiles[0].text;
const files = {
  'embed.js': script,
  'embed.js.sri': `sha384-${createHash('sha384').update(script).digest('base64')}\n`,
};
const kilobytes = (gzipSync(script, { level: 9 }).length / 1000).toFixed(1);
console.log(`embed.js ${version}: ${(Buffer.byteLength(script) / 1000).toFixed(1)} kB, ${kilobytes} kB gzip`);

const name = (file) => `signaling/embed/dist/${version}/${file}`;
const expected = new Map(Object.entries(files).map(([file, text]) => [name(file), text]));
// Pages that load the script name its version and its integrity.
for (const page of ['docs/webrtc.md', 'emulator/Site/studio.html', 'emulator/Site/watch.html'])
  expected.set(
    page,
    (await readFile(new URL(page, root), 'utf8'))
      .replace(/\/embed\/\d+\.\d+\.\d+\/embed\.js/g, `/embed/${version}/embed.js`)
      .replace(/"sha384-[A-Za-z0-9+/=]*"/g, `"${files['embed.js.sri'].trim()}"`),
  );

for (const [file, text] of expected) {
  const path = new URL(file, root);
  if (!process.argv.includes('--check')) {
    await mkdir(new URL('.', path), { recursive: true });
    await writeFile(path, text);
  } else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`${file} is not what the sources make: run npm run build in signaling/embed`);
    process.exitCode = 1;
  }
}
