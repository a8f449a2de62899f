// Builds dist/{version}/embed.js and its integrity. `--check` fails if what is committed differs.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = new URL('.', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('package.json', here), 'utf8'));
const folder = new URL(`dist/${version}/`, here);

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

if (process.argv.includes('--check')) {
    for (const [name, text] of Object.entries(files)) {
        const committed = await readFile(new URL(name, folder), 'utf8').catch(() => '');
        if (committed === text) continue;
        console.error(`signaling/embed/dist/${version}/${name} is not what the sources make: run npm run build in signaling/embed`);
        process.exit(1);
    }
} else {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(new URL(name, folder), text);
}
