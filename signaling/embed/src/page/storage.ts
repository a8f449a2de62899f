/** A store of small JSON values. Where the browser forbids storage, values are kept for the life of the page. */
export class Store {
  private readonly fallback = new Map<string, string>();

  constructor(
    private readonly storage: () => Storage,
    private readonly prefix: string,
  ) {}

  get<T>(key: string): T | null {
    const text = this.try(() => this.storage().getItem(this.prefix + key)) ?? this.fallback.get(key);
    if (!text) return null;
    return this.try(() => JSON.parse(text) as T);
  }

  set(key: string, value: unknown): void {
    const text = JSON.stringify(value);
    this.fallback.set(key, text);
    this.try(() => this.storage().setItem(this.prefix + key, text));
  }

  remove(key: string): void {
    this.fallback.delete(key);
    this.try(() => this.storage().removeItem(this.prefix + key));
  }

  // Reading `localStorage` already throws where cookies are blocked.
  private try<T>(action: () => T): T | null {
    try {
      return action();
    } catch {
      return null;
    }
  }
}
