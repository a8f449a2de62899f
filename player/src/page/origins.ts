/**
 * Whether an origin is among those that are permitted.
 * @param origin The origin.
 * @param own The origin of the player.
 * @param permitted Origins, `*` for all, `https://*.example.com` for the hosts below one, or `self`.
 */
export function permits(origin: string, own: string, permitted: readonly string[]): boolean {
  return permitted.some((pattern) => {
    if (pattern === '*') return true;
    if (pattern === 'self') return origin === own;
    const [scheme, host] = pattern.split('://*.');
    return host === undefined ? origin === pattern : origin.startsWith(`${scheme}://`) && origin.endsWith(`.${host}`);
  });
}
