import { Page } from './page/page.ts';
import type { Settings } from './settings.ts';

declare const VERSION: string;

/** What the script offers to the page as `window.Onair`. */
export class Api {
  readonly version: string = VERSION;
  private page: Page | null = null;

  constructor(private settings: Settings) {}

  /** Shows what the page asks for. Called once by the script itself when the page is read. */
  start(): void {
    this.page ??= new Page(this.settings);
  }

  /** Changes settings. A broadcast or a view that runs ends if the site, the server or the person becomes another one. */
  configure(settings: Settings): void {
    this.settings = { ...this.settings, ...settings };
    if (!this.page) return;
    this.page.remove();
    this.page = new Page(this.settings);
  }

  /** Starts the broadcast of the person, as a click on the button does. */
  async broadcast(user: string): Promise<void> {
    await this.page?.session?.broadcasterOf(user)?.start();
  }

  /** Ends the broadcast of this page. */
  stop(): void {
    this.page?.session?.broadcaster?.stop();
  }

  /** Asks to watch a person. The picture appears in the elements that name the person. */
  async watch(user: string): Promise<void> {
    await this.page?.session?.watchOf(user).start();
  }

  /** Stops watching a person. */
  leave(user: string): void {
    this.page?.session?.watches.get(user)?.leave();
  }

  /** Ends a person's view of this page's broadcast. */
  remove(user: string): void {
    const viewers = this.page?.session?.broadcaster?.viewers;
    for (const viewer of viewers?.all ?? []) if (viewer.user === user) viewers!.remove(viewer.viewing);
  }

  /** Undoes "always" for one person, or for all, and for reloads of the page. */
  forget(user?: string): void {
    this.page?.session?.forget(user);
  }

  /** Ends the broadcast and all views, e.g. when the person signs out. */
  disconnect(): void {
    this.page?.session?.leave();
  }

  /** What a person's broadcast or view is doing; null if this page has none. */
  state(role: 'broadcast' | 'watch', user: string): string | null {
    return this.page?.session?.shown(role, user)?.state ?? null;
  }

  /** Statistics of the connections of a broadcast or a view, one report for each. */
  async statistics(role: 'broadcast' | 'watch', user: string): Promise<RTCStatsReport[]> {
    const session = this.page?.session;
    const sources =
      role === 'watch' ? [session?.watches.get(user)?.statistics] : (session?.broadcaster?.viewers.senders ?? []).map((s) => s.statistics);
    return await Promise.all(sources.filter((source) => source !== null && source !== undefined));
  }

  /** The page goes or comes back; called by the script itself. */
  pageHidden(cached: boolean): void {
    this.page?.session?.pageHidden(cached);
  }

  /** @see pageHidden */
  pageShown(): void {
    this.page?.session?.pageShown();
  }

  /** The browser is online again; called by the script itself. */
  online(): void {
    this.page?.session?.online();
  }
}
