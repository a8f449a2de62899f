// A participant: a socket for the signaling and a connection to each other participant.

export class Participant {
  #connections = new Map();
  #socket;

  // stream: what it sends, or null; onStream(id, stream or null): what another one sends.
  constructor(room, stream, onStream) {
    Object.assign(this, { room, stream, onStream });
  }

  join() {
    const url = new URL(`/meeting/socket?m=${encodeURIComponent(this.room)}`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    this.#socket = new WebSocket(url);
    this.#socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    this.#socket.onclose = () => this.leave();
  }

  leave() {
    this.#socket.close();
    [...this.#connections.keys()].forEach(id => this.#drop(id));
  }

  async #take(message) {
    if (message.type === 'welcome') this.id = message.id;
    // Who is there calls the one who comes.
    else if (message.type === 'joined') await this.#call(message.id);
    else if (message.type === 'left') this.#drop(message.id);
    else if (message.type === 'ended') this.leave();
    else await this.#answer(message);
  }

  async #call(id) {
    const connection = this.#connect(id);
    // Who called tries again when no way was found, or the one found is lost.
    connection.onconnectionstatechange = () => {
      if (connection.connectionState !== 'failed') return;
      connection.restartIce();
      this.#offer(id, connection);
    };
    await this.#offer(id, connection);
  }

  async #offer(id, connection) {
    await connection.setLocalDescription();
    this.#send(id, { description: connection.localDescription });
  }

  async #answer({ from, description, candidate }) {
    const connection = this.#connections.get(from) ?? this.#connect(from);
    if (candidate) return connection.addIceCandidate(candidate);
    await connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    await connection.setLocalDescription();
    this.#send(from, { description: connection.localDescription });
  }

  #connect(id) {
    const connection = new RTCPeerConnection();
    this.#connections.set(id, connection);
    if (this.stream) this.stream.getTracks().forEach(track => connection.addTrack(track, this.stream));
    // Who only watches asks for what the others send.
    else ['video', 'audio'].forEach(kind => connection.addTransceiver(kind, { direction: 'recvonly' }));
    connection.onicecandidate = ({ candidate }) => candidate && this.#send(id, { candidate });
    connection.ontrack = ({ streams: [stream] }) => stream && this.onStream?.(id, stream);
    return connection;
  }

  #drop(id) {
    this.#connections.get(id)?.close();
    this.#connections.delete(id);
    this.onStream?.(id, null);
  }

  #send(to, message) {
    this.#socket.send(JSON.stringify({ to, ...message }));
  }
}
