import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { eventually, moves, Stage } from '../support/stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
});
afterEach(() => stage.clear());
after(() => stage.close());

test('a viewer asks, the broadcaster accepts, and the picture moves peer to peer', async () => {
  const { alice, bob } = await stage.pair();
  assert.equal(await alice.getByRole('region', { name: 'Your broadcast' }).isVisible(), true);

  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await bob.getByText('Waiting for Alice to accept…').waitFor();
  await alice.getByRole('dialog', { name: 'Bob wants to watch you' }).waitFor();
  await alice.getByRole('button', { name: 'Accept' }).click();
  await moves(bob, 'alice');

  await alice.getByText('Bob is watching.').waitFor();
  await bob.getByText('You are watching Alice.').waitFor();
  await eventually(() => stage.service.messages('bob', 'beacon').length > 0, 'the viewer accounts its time');

  await bob.getByRole('button', { name: 'Stop watching Alice' }).first().click();
  await alice.getByText('You have no viewers.').waitFor();
  await eventually(
    () => [...stage.service.intervals.values()].some((interval) => !interval.playing && interval.seconds > 0),
    'the time ended',
  );
});
