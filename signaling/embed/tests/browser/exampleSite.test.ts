import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { moves, Stage } from '../support/stage.ts';

const folder = process.env['ONAIR_EXAMPLE_SITE']!;

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
});
afterEach(() => stage.clear());
after(() => stage.close());

/** Serves a page of the example site as the emulator does. */
function serve(page: string, user: string): void {
  const values = {
    signaling: stage.service.origin,
    site: 'default/demo',
    identity: `data-user="${user}"`,
    user,
    of: 'alice',
    'of.name': 'Alice',
  };
  let html = readFileSync(`${folder}/${page}`, 'utf8');
  for (const [name, value] of Object.entries(values)) html = html.replaceAll(`{${name}}`, value);
  stage.site.pages.set(`/site/${page}`.replace('index.html', ''), html);
}

test('the three pages of the example site: a name, a studio, a viewer', async () => {
  serve('index.html', '');
  serve('studio.html', 'alice');
  serve('watch.html', 'bob');
  serve('site.css', '');
  const [host, guest] = await Promise.all([stage.person(), stage.person()]);
  const [studio, viewer] = await Promise.all([host.newPage(), guest.newPage()]);

  await studio.goto(`${stage.site.origin}/site/`);
  await studio.getByRole('button', { name: 'Open the studio' }).click();
  await studio.getByRole('button', { name: 'Start broadcast' }).click();
  await viewer.goto(`${stage.site.origin}/site/`);
  await viewer.getByRole('button', { name: 'Open the viewers’ page' }).click();
  await viewer.getByRole('button', { name: 'Watch alice' }).click();
  await studio.getByRole('button', { name: 'Accept' }).click();
  await moves(viewer, 'alice');
  await studio.getByText('bob is watching.').waitFor();
  assert.deepEqual(stage.site.violations, []);
});
