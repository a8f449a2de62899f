/** A random id of 32 characters. `crypto.randomUUID` exists only on secure pages, and watching works on others, too. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
