// Paths of icons, 24 × 24.
export const play = 'M8 5v14l11-7z';
export const pause = 'M6 5h4v14H6zm8 0h4v14h-4z';
export const replay = 'M12 5V1L7 6l5 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z';
export const sound = 'M3 9v6h4l5 5V4L7 9zm12-1v8a4.5 4.5 0 0 0 0-8z';
export const soundOff = 'M3 9v6h4l5 5V4L7 9zm12 1 2 2 2-2 1 1-2 2 2 2-1 1-2-2-2 2-1-1 2-2-2-2z';
export const captions = 'M3 5h18v14H3zm3 5v4h4v-1H7v-2h3v-1zm8 0v4h4v-1h-3v-2h3v-1z';
export const chapters = 'M4 6h2v2H4zm4 0h12v2H8zm-4 5h2v2H4zm4 0h12v2H8zm-4 5h2v2H4zm4 0h12v2H8z';
export const sections = 'M3 5h18v3H3zm0 5h8v4H3zm10 0h8v4h-8zM3 16h18v3H3z';
export const speed =
  'M12 4a9 9 0 0 0-9 9c0 2.5 1 4.700 2.600 6.300L7 17.900A7 7 0 1 1 19 13a7 7 0 0 1-2 4.900l1.400 1.400A9 9 0 0 0 12 4zm4 5-5 3a1.500 1.500 0 1 0 2 2z';
export const gear =
  'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zm8.9 5.2 1.9 1.5-2 3.5-2.2-.9-1.7 1-.4 2.4h-4l-.4-2.4-1.7-1-2.2.9-2-3.5 1.9-1.5v-2.4L3.2 9.3l2-3.5 2.2.9 1.7-1 .4-2.4h4l.4 2.4 1.7 1 2.2-.9 2 3.5-1.9 1.5z';
export const pictureInPicture = 'M3 5h18v14H3zm2 2v10h14V7zm6 4h7v5h-7z';
export const large = 'M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z';
export const small = 'M8 4h2v6H4V8h4zm6 0h2v4h4v2h-6zM4 14h6v6H8v-4H4zm10 0h6v2h-4v4h-2z';
export const keyboard = 'M2 6h20v12H2zm3 3v2h2V9zm4 0v2h2V9zm4 0v2h2V9zm4 0v2h2V9zM7 13v2h10v-2z';
export const close = 'M6 5l6 6 6-6 1 1-6 6 6 6-1 1-6-6-6 6-1-1 6-6-6-6z';
