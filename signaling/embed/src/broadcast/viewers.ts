import type { Core } from '../core.ts';
import type { LocalMedia } from '../media/localMedia.ts';
import type { Incoming, ServerMessage, Viewing } from '../net/messages.ts';
import { Sender } from '../peer/sender.ts';

interface Viewer {
  name: string;
  user: string;
  sender: Sender | null;
}

/** Those who watch a broadcast, and those who ask to. */
export class Viewers {
  private readonly viewers = new Map<string, Viewer>();
  private readonly questions = new Map<string, { close(): void }>();
  // Those who asked while the camera was off after a reload.
  private readonly waiting = new Map<string, { user: string; name: string }>();
  private active = false;

  constructor(
    private readonly core: Core,
    private readonly user: string,
    private readonly media: LocalMedia,
  ) {}

  /** Those who watch. */
  get all(): { viewing: string; user: string; name: string }[] {
    return [...this.viewers].map(([viewing, { user, name }]) => ({ viewing, user, name }));
  }

  get senders(): Sender[] {
    return [...this.viewers.values()].flatMap((viewer) => viewer.sender ?? []);
  }

  receive(message: ServerMessage): void {
    switch (message.type) {
      case 'ask':
        this.ask(message.viewing, message.user, message.name ?? message.user);
        break;
      case 'withdrawn':
        this.closeQuestion(message.viewing);
        break;
      case 'offer-wanted':
        void this.connect(message);
        break;
      case 'answer':
        this.viewers.get(message.viewing)?.sender?.answer(message);
        break;
      case 'candidate':
        this.viewers.get(message.viewing)?.sender?.candidate(message);
        break;
      case 'left':
        this.drop(message.viewing);
        break;
    }
  }

  /** The camera is on: viewers can be asked about and connected. */
  begin(): void {
    this.active = true;
    for (const [viewing, { user, name }] of [...this.waiting]) this.ask(viewing, user, name);
    this.waiting.clear();
  }

  /** After a reconnect: what the service still knows, holds. */
  synchronize(viewings: Viewing[]): void {
    const mine = viewings.filter((viewing) => viewing.role === 'broadcaster');
    const ids = new Set(mine.map((viewing) => viewing.viewing));
    for (const viewing of [...this.viewers.keys()]) if (!ids.has(viewing)) this.drop(viewing);
    for (const viewing of [...this.questions.keys(), ...this.waiting.keys()]) if (!ids.has(viewing)) this.closeQuestion(viewing);
    for (const { viewing, state, user, name } of mine) if (state === 'asking') this.ask(viewing, user, name ?? user);
  }

  /** Ends one viewer's view. */
  remove(viewing: string): void {
    this.core.send({ type: 'remove', viewing });
    this.drop(viewing);
  }

  /** Camera, microphone or screen changed. */
  update(): void {
    for (const sender of this.senders) sender.update();
  }

  clear(): void {
    this.active = false;
    this.waiting.clear();
    for (const viewing of [...this.questions.keys()]) this.closeQuestion(viewing);
    for (const viewer of this.viewers.values()) viewer.sender?.close();
    this.viewers.clear();
  }

  private ask(viewing: string, user: string, name: string): void {
    if (this.questions.has(viewing)) return;
    if (!this.active) return void this.waiting.set(viewing, { user, name });
    const answer = (allow: boolean, remember: boolean) => {
      if (!this.questions.has(viewing)) return;
      this.closeQuestion(viewing);
      this.core.send({ type: 'consent', viewing, allow, remember });
    };
    // A page with a dialog of its own prevents this one.
    const accept = (remember = false) => answer(true, remember);
    const refuse = () => answer(false, false);
    this.questions.set(viewing, { close() {} });
    if (!this.core.emit('ask', 'broadcast', this.user, { viewer: user, name, accept, refuse })) return;
    if (!this.questions.has(viewing)) return;
    const { texts } = this.core;
    const question = this.core.ask({
      title: texts.consentTitle(name),
      text: texts.consentText(name),
      yes: texts.accept,
      no: texts.refuse,
      always: texts.always(name),
      // The service withdraws a question that is not answered: the viewer must read that, not a refusal.
      seconds: null,
      answer,
    });
    this.questions.set(viewing, question);
  }

  private closeQuestion(viewing: string): void {
    this.waiting.delete(viewing);
    this.questions.get(viewing)?.close();
    this.questions.delete(viewing);
  }

  private async connect({ viewing, user, name, restart }: Incoming<'offer-wanted'>): Promise<void> {
    // The service wants all offers again once the broadcast goes on.
    if (!this.active) return;
    this.closeQuestion(viewing);
    const joined = !this.viewers.has(viewing);
    const viewer = this.viewers.get(viewing) ?? { user, name: name ?? user, sender: null };
    this.viewers.set(viewing, viewer);
    if (joined) this.report(viewer, true);
    const ice = await this.core.ice();
    if (this.viewers.get(viewing) !== viewer) return;
    if (!restart || !viewer.sender?.alive) {
      viewer.sender?.close();
      const send = (message: Parameters<Core['send']>[0]) => this.core.send(message);
      viewer.sender = new Sender(viewing, this.media, this.core.limits.maxBitrateKbps ?? null, ice, send);
      viewer.sender.offer(false, ice);
    } else viewer.sender.offer(true, ice);
  }

  private drop(viewing: string): void {
    this.closeQuestion(viewing);
    const viewer = this.viewers.get(viewing);
    if (!viewer) return;
    viewer.sender?.close();
    this.viewers.delete(viewing);
    this.report(viewer, false);
  }

  private report(viewer: Viewer, joined: boolean): void {
    const { texts } = this.core;
    this.core.announce(joined ? texts.viewerJoined(viewer.name) : texts.viewerLeft(viewer.name));
    this.core.emit('viewer', 'broadcast', this.user, { viewer: viewer.user, name: viewer.name, joined });
    this.core.changed('broadcast', this.user);
  }
}
