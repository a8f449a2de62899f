import { sentence, type Reason } from '../core.ts';
import { Session, type SessionPage } from '../session.ts';
import type { Settings } from '../settings.ts';
import { textsFor, type Texts } from '../text/texts.ts';
import { Control } from '../ui/control.ts';
import { Overlay } from '../ui/overlay.ts';
import { Player } from '../ui/player.ts';
import type { Question } from '../ui/question.ts';
import { SelfView } from '../ui/selfView.ts';
import { broadcastView, watchView } from '../views.ts';
import { Elements, type Attached, type Role } from './elements.ts';

interface Place extends Attached {
  readonly element: HTMLElement;
  readonly control: Control;
  player: Player | null;
  /** The presence of a picture in this place. */
  readonly shows: boolean;
}

const removedMs = 1_000;
const nothing = { label: null, stop: false, busy: false, status: '' };

/** The page that the script is in: its elements, what floats above it, and the session that they show. */
export class Page implements SessionPage {
  readonly texts: Texts;
  readonly session: Session | null;
  private readonly language: string;
  private readonly overlay: Overlay;
  private readonly elements = new Elements(
    document,
    (element, role, user) => this.attach(element, role, user),
    () => this.scanned(),
  );
  private readonly places = new Set<Place>();
  private readonly reported = new Map<string, string>();
  private selfView: SelfView | null = null;

  constructor(settings: Settings) {
    const { language, texts } = textsFor(settings.language, document.documentElement.lang, navigator.language);
    this.language = language;
    this.texts = texts;
    this.overlay = new Overlay(language);
    this.session = Session.create(settings, this);
    this.elements.start();
    if (this.session?.wasHere) this.session.start();
  }

  remove(): void {
    this.elements.stop();
    this.session?.leave();
    this.selfView?.remove();
    this.overlay.remove();
  }

  ask(question: Question): { close(): void } {
    return this.overlay.ask(question);
  }

  announce(text: string): void {
    this.overlay.announce(text);
  }

  changed(role: Role, user: string): void {
    for (const place of this.places) if (place.role === role && place.user === user) this.draw(place);
    if (role === 'broadcast') this.drawSelfView();
    this.report(role, user);
  }

  redraw(): void {
    for (const place of this.places) this.draw(place);
    this.drawSelfView();
  }

  emit(type: string, role: Role, user: string, detail: Record<string, unknown>): boolean {
    const targets: EventTarget[] = [...this.places]
      .filter((place) => place.role === role && place.user === user)
      .map((place) => place.element);
    const init = { detail: { role, user, ...detail }, bubbles: true, composed: true, cancelable: true };
    // Without an element the document hears of it; with several, only once.
    return (targets[0] ?? document).dispatchEvent(new CustomEvent(`onair:${type}`, init));
  }

  private attach(element: HTMLElement, role: Role, user: string): Attached {
    const { session } = this;
    if (role === 'broadcast') session?.broadcasterOf(user);
    else session?.watchOf(user);
    session?.start();
    const control = new Control(element, this.language, () => this.press(role, user));
    const place: Place = {
      role,
      user,
      element,
      control,
      player: null,
      get shows() {
        return place.player?.shows ?? false;
      },
      repair: () => control.repair(),
      detach: () => {
        this.places.delete(place);
        place.player?.remove();
        control.detach();
        if (role === 'watch') setTimeout(() => this.dropWatch(user), removedMs);
      },
    };
    this.places.add(place);
    if (role === 'watch' && session) session.watchOf(user).shown = () => this.placesOf(user).some((other) => other.shows);
    this.draw(place);
    return place;
  }

  // A page that replaces its body must not lose the window that shows the camera is on, and turns it off.
  private scanned(): void {
    if (this.overlay.repair()) this.selfView?.draw();
  }

  private placesOf(user: string): Place[] {
    return [...this.places].filter((place) => place.role === 'watch' && place.user === user);
  }

  // A framework may only have moved the element.
  private dropWatch(user: string): void {
    if (this.placesOf(user).length === 0) this.session?.dropWatch(user);
  }

  private press(role: Role, user: string): void {
    if (!this.session) return;
    if (role === 'watch') {
      const watch = this.session.watchOf(user);
      if (watch.open) watch.leave();
      else void watch.start();
      return;
    }
    const broadcaster = this.session.broadcasterOf(user);
    if (!broadcaster) return;
    if (broadcaster.active) broadcaster.stop();
    else void broadcaster.start(broadcaster.state === 'elsewhere');
  }

  private draw(place: Place): void {
    const { session, texts } = this;
    const { user, control } = place;
    if (!session) return control.draw({ ...nothing, state: 'unconfigured' });
    const unconfigured = session.shown(place.role, user)?.state === 'unconfigured';
    const noSite = { ...nothing, state: 'unconfigured', status: texts.noSite };
    if (place.role === 'broadcast') {
      const broadcaster = session.broadcasterOf(user);
      // The button of another person's broadcast is none of this person's. Only the service knows who a token is for.
      const known = session.user !== null;
      if (!broadcaster || (known && session.user !== user)) return control.draw({ ...nothing, state: known ? 'foreign' : 'idle' });
      const { state, reason } = broadcaster;
      if (unconfigured) return control.draw(noSite);
      const view = broadcastView(texts, user, state, reason ?? (session.away && state === 'idle' ? 'unavailable' : null));
      return control.draw(known || session.open ? view : { ...view, label: null });
    }
    const watch = session.watchOf(user);
    const own: Reason | null = session.user === user && watch.live ? 'own' : null;
    control.draw(unconfigured ? noSite : watchView(texts, watch.name, watch.state, own ?? watch.reason, watch.waitSeconds));
    const wanted = ['connecting', 'watching', 'away'].includes(watch.state);
    if (wanted) (place.player ??= new Player(control.root, texts, watch)).draw();
    else {
      place.player?.remove();
      place.player = null;
    }
  }

  private drawSelfView(): void {
    const broadcaster = this.session?.broadcaster;
    if (broadcaster?.active) {
      this.overlay.repair();
      (this.selfView ??= new SelfView(this.overlay.root, this.texts, this.session!.lasting, broadcaster)).draw();
    } else {
      this.selfView?.remove();
      this.selfView = null;
    }
  }

  private report(role: Role, user: string): void {
    const shown = this.session?.shown(role, user);
    if (!shown) return;
    const { state, reason } = shown;
    const watch = role === 'watch' ? this.session?.watches.get(user) : undefined;
    const key = `${role}:${user}`;
    const value = `${state}:${reason}`;
    if (this.reported.get(key) === value) return;
    this.reported.set(key, value);
    this.emit('state', role, user, {
      state,
      reason,
      message: reason && sentence(this.texts, reason, reason === 'tooSoon' ? String(watch?.waitSeconds) : (watch?.name ?? user)),
      retryAfterSeconds: watch?.waitSeconds || null,
    });
  }
}
