/** Full screen: of the player where the browser allows it, of the video alone on an iPhone. */
export class FullScreen {
  constructor(
    private readonly element: HTMLElement,
    private readonly video: HTMLVideoElement,
  ) {}

  get isPossible(): boolean {
    return document.fullscreenEnabled || typeof this.video.webkitEnterFullscreen === 'function';
  }

  get isOn(): boolean {
    return document.fullscreenElement === this.element;
  }

  toggle(): void {
    if (this.isOn) void document.exitFullscreen();
    else if (document.fullscreenEnabled) void this.element.requestFullscreen({ navigationUI: 'hide' }).catch(() => undefined);
    else this.video.webkitEnterFullscreen?.();
  }
}
