/**
 * Lets hls.js start its worker under `require-trusted-types-for 'script'`: hls.js passes the URL as a string, which only a default policy
 * can permit. Every other URL of a script is refused.
 */
export function permitWorker(window: Window, workerUrl: string): void {
  const permitted = new URL(workerUrl, window.location.href).href;
  window.trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => {
      if (new URL(url, window.location.href).href !== permitted) throw new TypeError(`A script from ${url} is not permitted`);
      return url;
    },
  });
}
