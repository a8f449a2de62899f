/** Why there is no camera. Each has a sentence of its own. */
export type MediaProblem = 'denied' | 'noCamera' | 'cameraInUse' | 'cameraFailed' | 'insecure' | 'unsupported';

/**
 * What the exception of `getUserMedia` means for a person.
 * See https://developer.mozilla.org/en-US/docs/Web/API/MediaDevices/getUserMedia#exceptions
 */
export function problemOf(error: unknown): MediaProblem {
  switch ((error as { name?: unknown } | null)?.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'noCamera';
    case 'NotReadableError':
      return 'cameraInUse';
    default:
      return 'cameraFailed';
  }
}

/** Why a page cannot ask for a camera at all, or null if it can. */
export function obstacle(secure: boolean, mediaDevices: boolean, peerConnections: boolean): MediaProblem | null {
  if (!secure) return 'insecure';
  return mediaDevices && peerConnections ? null : 'unsupported';
}
