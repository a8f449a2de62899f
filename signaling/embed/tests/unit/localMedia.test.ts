import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { LocalMedia } from '../../src/media/localMedia.ts';
import { Store } from '../../src/page/storage.ts';
import { FakeDevices, settled } from '../support/fakeDevices.ts';
import { MemoryStorage } from '../support/memoryStorage.ts';

let devices: FakeDevices;
let store: Store;
let media: LocalMedia;
let changes = 0;

beforeEach(() => {
  const storage = new MemoryStorage();
  devices = new FakeDevices();
  store = new Store(() => storage, 'x:');
  media = new LocalMedia(store);
  changes = 0;
  media.onChange = () => changes++;
});

/** Camera and microphone are on, and the questions so far are answered. */
async function open(): Promise<void> {
  const opened = media.open();
  await devices.questions[0]!.permit();
  assert.equal(await opened, true);
  devices.questions.length = changes = 0;
}

const questions: Record<string, () => Promise<unknown>> = {
  'a start': () => media.open(),
  'a shared screen': async () => {
    await open();
    return media.share(true);
  },
  'the camera': async () => {
    await open();
    await media.turnCamera(false);
    return media.turnCamera(true);
  },
  'another camera': async () => {
    await open();
    return media.choose('videoinput', 'other');
  },
  'another microphone': async () => {
    await open();
    return media.choose('audioinput', 'other');
  },
};

for (const [question, ask] of Object.entries(questions)) {
  test(`what the browser permits after the end stays off: ${question}`, async () => {
    const answer = ask();
    await settled();
    media.close();
    changes = 0;
    await devices.questions[0]!.permit();
    await answer;
    assert.deepEqual(devices.on, []);
    assert.deepEqual(media.flags, { video: false, audio: false, screen: false });
    assert.equal(changes, 0);
  });

  test(`what the browser refuses after the end is no problem: ${question}`, async () => {
    const answer = ask();
    await settled();
    media.close();
    await devices.questions[0]!.refuse('NotFoundError');
    await answer;
    assert.equal(devices.questions.length, 1, 'no other device is asked for');
  });
}

test('an end between the answer and its use leaves nothing on', async () => {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  // A page may have its own function here.
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    void Promise.resolve()
      .then(() => {})
      .then(() => media.close());
    return stream;
  };
  const opened = media.open();
  await settled();
  await devices.questions[0]!.permit();
  await opened;
  assert.deepEqual(devices.on, []);
});

test('of two starts, only the second one has its devices', async () => {
  const first = media.open();
  const second = media.open();
  const unwanted = await devices.questions[0]!.permit();
  assert.equal(await first, false);
  assert.ok(unwanted.every((track) => track.readyState === 'ended'));
  const wanted = await devices.questions[1]!.permit();
  assert.equal(await second, true);
  assert.deepEqual(devices.on, wanted);
});

test('of two choices, the later one holds, whichever opens first', async () => {
  await open();
  const first = media.choose('audioinput', 'a');
  const second = media.choose('audioinput', 'b');
  await devices.questions[1]!.permit('b');
  await devices.questions[0]!.permit('a');
  await Promise.all([first, second]);
  assert.deepEqual(
    devices.on.filter((track) => track.kind === 'audio').map((track) => track.deviceId),
    ['b'],
  );
});

test('a camera that is being exchanged can be turned off', async () => {
  await open();
  const chosen = media.choose('videoinput', 'other');
  assert.equal(media.cameraOn, true);
  await media.turnCamera(false);
  await devices.questions[0]!.permit();
  await chosen;
  assert.equal(media.cameraOn, false);
  assert.deepEqual(media.flags, { video: false, audio: true, screen: false });
});

test('the screen is asked for once', async () => {
  await open();
  Object.assign(navigator.mediaDevices, { getDisplayMedia: navigator.mediaDevices.getUserMedia });
  const first = media.share(true);
  const second = media.share(true);
  assert.equal(devices.questions.length, 1);
  await devices.questions[0]!.permit();
  await Promise.all([first, second]);
  await media.share(false);
  assert.equal(devices.on.length, 2);
});

test('a camera that does not open is off for everybody, and the former choice holds', async () => {
  store.set('camera', 'good');
  await open();
  const chosen = media.choose('videoinput', 'bad');
  await Promise.all([assert.rejects(chosen, { name: 'NotReadableError' }), devices.questions[0]!.refuse('NotReadableError')]);
  assert.equal(media.cameraOn, false);
  assert.ok(changes > 0);
  assert.equal(store.get('camera'), 'good');
});

test('the device that is gone is named', async () => {
  const lost: string[] = [];
  media.onLost = (device) => lost.push(device);
  await open();
  const [camera, microphone] = devices.on;
  microphone!.onended!();
  camera!.onended!();
  assert.deepEqual(lost, ['microphone', 'camera']);
  assert.deepEqual(media.flags, { video: false, audio: false, screen: false });
});
