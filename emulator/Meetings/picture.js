// What a participant's camera and microphone give: the time in bars, and a beep with a flash at each second.

const CELLS = 32;

// 24 bits of the time in hundredths of a second, then 8 bits to tell a misread one: the sum of the three bytes and 0xA5.
export function bars(milliseconds) {
  const time = Math.floor(milliseconds / 10) % 0x1000000;
  const check = ((time >> 16) + (time >> 8) + time + 0xA5) & 0xFF;
  return Array.from({ length: CELLS }, (_, i) => (i < 24 ? time >> (23 - i) : check >> (31 - i)) & 1);
}

export function picture(name, { width = 480, height = 270, rate = 25, offset = 0, tone = 1000 } = {}) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { alpha: false });
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) * 47 % 360;

  const draw = () => {
    const now = Date.now();
    context.fillStyle = `hsl(${hue} 40% 35%)`;
    context.fillRect(0, 0, width, height);
    bars(now).forEach((bit, i) => {
      context.fillStyle = bit ? '#fff' : '#000';
      context.fillRect(i * width / CELLS, 0, Math.ceil(width / CELLS), height / 8);
    });
    // Something large that moves all the time.
    context.fillStyle = `hsl(${hue} 80% 65%)`;
    context.fillRect((now / 5) % width, height * 0.3, width / 8, height * 0.3);
    context.fillStyle = (now + offset) % 1000 < 100 ? '#fff' : '#000';
    context.fillRect(0, height * 0.75, width / 4, height / 4);
    context.fillStyle = '#fff';
    context.font = `${height / 8}px sans-serif`;
    context.fillText(name, width * 0.3, height * 0.95);
  };
  const timer = setInterval(draw, 1000 / rate);

  const audio = new AudioContext({ sampleRate: 48000 });
  const out = audio.createMediaStreamDestination();
  const oscillator = new OscillatorNode(audio, { frequency: tone });
  const gain = new GainNode(audio, { gain: 0 });
  oscillator.connect(gain).connect(out);
  oscillator.start();
  // Beeps are scheduled ahead by the clock of the sound, which a busy page does not delay.
  let next = 0;
  const beeps = setInterval(() => {
    const now = Date.now() + offset;
    const second = Math.ceil((now + 20) / 1000) * 1000;
    if (second <= next) return;
    next = second;
    const at = audio.currentTime + (second - now) / 1000;
    gain.gain.setValueAtTime(0.5, at);
    gain.gain.setValueAtTime(0, at + 0.1);
  }, 100);

  const stream = canvas.captureStream(rate);
  stream.addTrack(out.stream.getAudioTracks()[0]);
  return { stream, stop: () => { clearInterval(timer); clearInterval(beeps); audio.close(); stream.getTracks().forEach(track => track.stop()); } };
}
