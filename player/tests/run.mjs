// Builds the player and the tests, and runs them: node run.mjs [unit|browser|firefox] [FILTER].
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${here}package.json`, 'utf8'));
const [suite = '', filter = ''] = process.argv.slice(2);
const run = (args) =>
  spawnSync(process.execPath, args, {
    cwd: here,
    stdio: 'inherit',
    env: { ...process.env, ONAIR_PLAYER: `${here}dist/${version}`, ONAIR_PLAYER_VERSION: version },
  }).status ?? 1;

let status = run(['build.mjs', '--check']);
const tests = (suite ? [suite] : ['unit', 'browser', 'firefox'])
  .flatMap((name) => readdirSync(`${here}tests/${name}`).map((file) => `${here}tests/${name}/${file}`))
  .filter((file) => file.includes(filter));
await build({
  entryPoints: tests,
  outdir: `${here}obj/tests`,
  outbase: `${here}tests`,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});
const built = tests.map((file) => file.replace(`${here}tests`, `${here}obj/tests`).replace(/ts$/, 'mjs'));
status = run(['--test', '--test-reporter', 'spec', ...built]) || status;
process.exit(status);
