// Paths of icons, 24 × 24.
const line = 'M4 3 21 20l-1 1L3 4z';

export const microphone =
  'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zm5-3a5 5 0 0 1-10 0H5a7 7 0 0 0 6 6.9V22h2v-3.1A7 7 0 0 0 19 12z';
export const microphoneOff = microphone + line;
export const camera = 'M3 6h12a1 1 0 0 1 1 1v3.5l5-3.5v10l-5-3.5V17a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z';
export const cameraOff = camera + line;
export const screen = 'M3 4h18v13h-7v2h3v2H7v-2h3v-2H3zm2 2v9h14V6zm7 1 3 3h-2v3h-2v-3H9z';
export const gear =
  'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zm8.9 5.2 1.9 1.5-2 3.5-2.2-.9-1.7 1-.4 2.4h-4l-.4-2.4-1.7-1-2.2.9-2-3.5 1.9-1.5v-2.4L3.2 9.3l2-3.5 2.2.9 1.7-1 .4-2.4h4l.4 2.4 1.7 1 2.2-.9 2 3.5-1.9 1.5z';
export const move = 'M12 2l4 4h-3v5h5V8l4 4-4 4v-3h-5v5h3l-4 4-4-4h3v-5H6v3l-4-4 4-4v3h5V6H8z';
export const sound = 'M3 9v6h4l5 5V4L7 9zm12-1v8a4.5 4.5 0 0 0 0-8z';
export const soundOff = 'M3 9v6h4l5 5V4L7 9zm12 1 2 2 2-2 1 1-2 2 2 2-1 1-2-2-2 2-1-1 2-2-2-2z';
export const large = 'M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z';
export const close = 'M6 5l6 6 6-6 1 1-6 6 6 6-1 1-6-6-6 6-1-1 6-6-6-6z';
