// One step with @mux/mux-node a run: `node sdk.mjs STEP`, its arguments as JSON on stdin, its result as JSON on stdout.
// The client's address and secrets come by the SDK's own variables: MUX_BASE_URL, MUX_TOKEN_ID, …
import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { webcrypto } from 'node:crypto';
import Mux from '@mux/mux-node';

// Debian's Node has it, but under another name.
globalThis.crypto ??= webcrypto;

const mux = new Mux({ maxRetries: 0 });

const steps = {
  async createUpload({ corsOrigin, policy, passthrough }) {
    const upload = await mux.video.uploads.create({
      cors_origin: corsOrigin,
      new_asset_settings: { playback_policies: [policy], passthrough },
    });
    assert.equal(upload.status, 'waiting');
    return { id: upload.id, url: upload.url };
  },

  async createKey() {
    const key = await mux.system.signingKeys.create();
    return { keyId: key.id, keySecret: key.private_key };
  },

  // What the receiver of a webhook does; the second time with a body that somebody changed.
  async unwrap({ body, headers }) {
    const event = await mux.webhooks.unwrap(body, headers);
    const changed = body.replace('"type"', '"kind"');
    assert.notEqual(changed, body);
    await assert.rejects(mux.webhooks.unwrap(changed, headers), /No signatures found/);
    await assert.rejects(mux.webhooks.verifySignature(body, headers, 'another secret'), /No signatures found/);
    return { type: event.type, id: event.data.id, playbackId: event.data.playback_ids[0].id, uploadId: event.data.upload_id, duration: event.data.duration };
  },

  async sign({ playbackId, keyId, keySecret }) {
    const key = { keyId, keySecret };
    return {
      video: await mux.jwt.signPlaybackId(playbackId, { ...key, type: 'video' }),
      expired: await mux.jwt.signPlaybackId(playbackId, { ...key, type: 'video', expiration: -1 }),
      thumbnail: await mux.jwt.signPlaybackId(playbackId, { ...key, type: 'thumbnail', params: { time: '10', width: '320' } }),
      storyboard: await mux.jwt.signPlaybackId(playbackId, { ...key, type: 'storyboard' }),
      foreign: await mux.jwt.signPlaybackId('another', { ...key, type: 'video' }),
      unknownKey: await mux.jwt.signPlaybackId(playbackId, { ...key, keyId: 'unknown', type: 'video' }),
    };
  },

  // Every other operation, and errors as the SDK's own classes.
  async tour({ assetId, uploadId }) {
    const upload = await mux.video.uploads.retrieve(uploadId);
    assert.equal(upload.status, 'asset_created');
    assert.equal(upload.asset_id, assetId);
    await assert.rejects(mux.video.uploads.cancel(uploadId), Mux.BadRequestError);

    const waiting = await mux.video.uploads.create({ cors_origin: '*', timeout: 60 });
    assert.equal((await mux.video.uploads.cancel(waiting.id)).status, 'cancelled');
    const uploads = [];
    for await (const each of mux.video.uploads.list({ limit: 1 })) uploads.push(each.id);
    assert.deepEqual(uploads, [waiting.id, uploadId]);

    const updated = await mux.video.assets.update(assetId, { passthrough: 'changed', meta: { title: 'Talk' } });
    assert.equal(updated.passthrough, 'changed');
    assert.equal(updated.meta.title, 'Talk');
    const found = [];
    for await (const each of mux.video.assets.list({ upload_id: uploadId })) found.push(each.id);
    assert.deepEqual(found, [assetId]);
    const [input] = await mux.video.assets.retrieveInputInfo(assetId);
    assert.equal(input.file.tracks[0].width, 640);

    const added = await mux.video.assets.createPlaybackId(assetId, { policy: 'public' });
    assert.equal((await mux.video.playbackIds.retrieve(added.id)).object.id, assetId);
    await mux.video.assets.deletePlaybackId(assetId, added.id);
    await assert.rejects(mux.video.playbackIds.retrieve(added.id), Mux.NotFoundError);

    const key = await mux.system.signingKeys.create();
    assert.equal((await mux.system.signingKeys.retrieve(key.id)).private_key, undefined);
    await mux.system.signingKeys.delete(key.id);
    await assert.rejects(mux.system.signingKeys.retrieve(key.id), Mux.NotFoundError);

    await assert.rejects(mux.video.uploads.create({ cors_origin: '*', timeout: 5 }), Mux.BadRequestError);
    await assert.rejects(new Mux({ tokenSecret: 'wrong', maxRetries: 0 }).video.assets.list(), Mux.AuthenticationError);

    await mux.video.assets.delete(assetId);
    await assert.rejects(mux.video.assets.retrieve(assetId), Mux.NotFoundError);
    return { done: true };
  },
};

const given = await text(process.stdin);
console.log(JSON.stringify(await steps[process.argv[2]](JSON.parse(given || '{}'))));
