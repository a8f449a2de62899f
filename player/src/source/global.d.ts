import type Hls from 'hls.js';

declare global {
  interface Window {
    /** hls.js, from a script of its own before ours. */
    Hls?: typeof Hls;
    trustedTypes?: TrustedTypePolicyFactory;
  }

  /** The part of Trusted Types that the player uses: https://w3c.github.io/trusted-types/. */
  interface TrustedTypePolicyFactory {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
  }

  interface HTMLVideoElement {
    /** Full screen on an iPhone, where no other element can have it. */
    webkitEnterFullscreen?: () => void;
    webkitDisplayingFullscreen?: boolean;
  }
}
