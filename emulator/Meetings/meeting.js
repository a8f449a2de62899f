import { Participant } from './participant.js';
import { picture } from './picture.js';

const query = new URLSearchParams(location.search);
const room = query.get('m') ?? 'lobby';
const stage = document.getElementById('stage');
const state = document.getElementById('state');
document.body.classList.toggle('broadcast', query.get('broadcast') === 'true');

function show(id, stream) {
  const shown = document.getElementById(id);
  if (!stream) return shown?.remove();
  if (shown) return;
  const video = Object.assign(document.createElement('video'), { id, srcObject: stream, autoplay: true, playsInline: true });
  stage.append(video);
  video.play().catch(error => { state.textContent = String(error); });
}

let self;
let camera;

function join(name) {
  camera = name ? picture(name) : null;
  self = new Participant(room, camera?.stream ?? null, show);
  self.join();
  state.textContent = name ? `You are ${name}.` : 'You watch.';
}

document.getElementById('join').onclick = () => join(document.getElementById('name').value);
document.getElementById('leave').onclick = () => {
  self?.leave();
  camera?.stop();
  state.textContent = 'You have left.';
};

document.getElementById('end').onclick = () => fetch(`/meeting?m=${encodeURIComponent(room)}`, { method: 'DELETE' });

// Guests are further participants of this page, to try a meeting alone. They say so only to the room: nothing of them is shown here directly.
for (let i = 0; i < Math.min(Number(query.get('guests') ?? 0), 4); i++) {
  const guest = picture(`Guest ${i + 1}`, { offset: i * 500, tone: 1000 + 500 * i });
  new Participant(room, guest.stream, null).join();
}

if (query.has('name') || query.get('broadcast') === 'true') join(query.get('name'));
