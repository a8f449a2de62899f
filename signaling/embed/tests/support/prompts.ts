import type { BrowserContext, Page } from 'playwright-core';

interface Prompts {
  /** Questions of the browser that nobody has answered yet, oldest first. */
  held: (() => Promise<void>)[];
  /** Every track that the browser gave to the page. */
  tracks: MediaStreamTrack[];
}

/** From now on, the browser's questions about camera, microphone and screen stay open in every page of the profile until a test answers. */
export async function holdPrompts(profile: BrowserContext): Promise<void> {
  await profile.addInitScript(() => {
    const prompts: Prompts = { held: [], tracks: [] };
    Object.assign(window, { prompts });
    const devices = navigator.mediaDevices;
    const getUserMedia = devices.getUserMedia.bind(devices);
    const hold = (get: () => Promise<MediaStream>) =>
      new Promise<MediaStream>((resolve, reject) =>
        prompts.held.push(async () => {
          try {
            const stream = await get();
            prompts.tracks.push(...stream.getTracks());
            resolve(stream);
          } catch (error) {
            reject(error);
          }
        }),
      );
    devices.getUserMedia = (constraints) => hold(() => getUserMedia(constraints));
    devices.getDisplayMedia = () =>
      hold(() => {
        const canvas = document.createElement('canvas');
        canvas.getContext('2d');
        return Promise.resolve(canvas.captureStream(5));
      });
  });
}

/** Waits until the browser has asked as many questions as given. */
export async function asked(page: Page, count = 1): Promise<void> {
  await page.waitForFunction((least) => (window as unknown as { prompts: Prompts }).prompts.held.length >= least, count);
}

/** Permits what the oldest open question is about, and lets the page react. */
export async function permit(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (window as unknown as { prompts: Prompts }).prompts.held.shift()!();
    await new Promise((later) => setTimeout(later, 100));
  });
}

/** How many tracks of devices are on. */
export async function tracksOn(page: Page): Promise<number> {
  return await page.evaluate(
    () => (window as unknown as { prompts: Prompts }).prompts.tracks.filter((track) => track.readyState === 'live').length,
  );
}
