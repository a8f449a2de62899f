// Builds dist/{version}: the player, its styles, its page, hls.js with its worker, and the integrity of each. `--check` fails if what is committed differs.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Most bytes of our own code and styles, gzipped. */
const budget = 60_000;

const here = new URL('.', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('package.json', here), 'utf8'));
const targets = ['chrome110', 'firefox110', 'safari16.4'];
const bundle = async (entry, options) => {
  const { outputFiles } = await build({
    absWorkingDir: here.pathname,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    target: targets,
    charset: 'utf8',
    ...options,
  });
  return outputFiles[0].text;
};
// As hls.js publishes it, without the reference to a source map that is not here.
const vendored = async (file) =>
  (await readFile(new URL(`node_modules/hls.js/dist/${file}`, here), 'utf8')).replace(/\/\/# sourceMappingURL=.*\s*$/, '');
const hls = JSON.parse(await readFile(new URL('node_modules/hls.js/package.json', here), 'utf8'));
const license = (text) => `/*! hls.js ${hls.version}, ${hls.license}, https://github.com/video-dev/hls.js */\n${text}`;

const files = {
  'player.js': await bundle('src/index.ts', { format: 'iife', banner: { js: `/* Onair player ${version}, Apache-2.0 */` } }),
  'player.css': await bundle('src/player.css', {}),
  'hls.js': license(await vendored('hls.min.js')),
  'hls.worker.js': license(await vendored('hls.worker.js')),
};
const integrity = Object.fromEntries(
  Object.entries(files).map(([name, text]) => [name, `sha384-${createHash('sha384').update(text).digest('base64')}`]),
);
// The gateway fills in the title and the data.
files['page.html'] = (await readFile(new URL('src/page.html', here), 'utf8')).replaceAll(
  /"asset:([a-z.]+)"/g,
  (_, name) => `"/player/${version}/${name}" integrity="${integrity[name]}"`,
);
files['integrity.json'] = `${JSON.stringify(integrity, null, 2)}\n`;

const packed = (name) => gzipSync(files[name], { level: 9 }).length;
const own = packed('player.js') + packed('player.css');
console.log(
  `player ${version}: ${(own / 1000).toFixed(1)} kB gzip; hls.js ${hls.version}: ${(packed('hls.js') / 1000).toFixed(1)} kB gzip`,
);
if (own > budget) {
  console.error(`the player has ${own} bytes gzipped, more than ${budget}`);
  process.exitCode = 1;
}

for (const [name, text] of Object.entries(files)) {
  const file = `dist/${version}/${name}`;
  const path = new URL(file, here);
  if (!process.argv.includes('--check')) {
    await mkdir(new URL('.', path), { recursive: true });
    await writeFile(path, text);
  } else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`player/${file} is not what the sources make: run npm run build in player`);
    process.exitCode = 1;
  }
}
