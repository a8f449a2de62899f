-- Replicas, by which the others notice that one is gone.
CREATE TABLE replicas (
  id text PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT now()
);

-- One tab of one user. Keys are stored as hashes; the former one stays valid, in case a welcome was lost.
CREATE TABLE participants (
  id text PRIMARY KEY,
  site text NOT NULL,
  user_id text NOT NULL,
  name text NOT NULL,
  key_hash bytea NOT NULL,
  former_key_hash bytea,
  replica text,
  epoch bigint NOT NULL DEFAULT 1,
  connected_at timestamptz NOT NULL DEFAULT now(),
  lost_at timestamptz,
  ended_at timestamptz
);
CREATE INDEX participants_of_user ON participants (site, user_id) WHERE ended_at IS NULL;
CREATE INDEX participants_of_replica ON participants (replica) WHERE ended_at IS NULL AND lost_at IS NULL;
CREATE INDEX participants_lost ON participants (lost_at) WHERE ended_at IS NULL AND lost_at IS NOT NULL;
CREATE INDEX participants_ended ON participants (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE broadcasts (
  id text PRIMARY KEY,
  site text NOT NULL,
  user_id text NOT NULL,
  name text NOT NULL,
  participant text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz,
  ended_at timestamptz,
  reason text,
  video boolean NOT NULL,
  audio boolean NOT NULL,
  screen boolean NOT NULL
);
CREATE UNIQUE INDEX broadcasts_live ON broadcasts (site, user_id) WHERE ended_at IS NULL;
CREATE INDEX broadcasts_of_participant ON broadcasts (participant) WHERE ended_at IS NULL;
CREATE INDEX broadcasts_of_site ON broadcasts (site, started_at);

CREATE TABLE viewings (
  id text PRIMARY KEY,
  broadcast text NOT NULL REFERENCES broadcasts ON DELETE CASCADE,
  viewer text NOT NULL,
  viewer_user text NOT NULL,
  viewer_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('asking', 'accepted', 'ended')),
  asked_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  ended_at timestamptz,
  reason text
);
CREATE UNIQUE INDEX viewings_open ON viewings (broadcast, viewer) WHERE state <> 'ended';
CREATE INDEX viewings_of_viewer ON viewings (viewer) WHERE state <> 'ended';
CREATE INDEX viewings_of_broadcast ON viewings (broadcast);
CREATE INDEX viewings_asking ON viewings (expires_at) WHERE state = 'asking';

-- "Always for this person". With a broadcast, it holds for this broadcast only.
CREATE TABLE consents (
  site text NOT NULL,
  user_id text NOT NULL,
  viewer text NOT NULL,
  broadcast text REFERENCES broadcasts ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, user_id, viewer)
);

-- Accounting. The owner is a viewing or a broadcast, and the id comes from the client: it is unique within its owner.
CREATE TABLE intervals (
  owner text NOT NULL,
  id text NOT NULL,
  broadcast text NOT NULL REFERENCES broadcasts ON DELETE CASCADE,
  viewing text REFERENCES viewings ON DELETE CASCADE,
  started_at timestamptz NOT NULL,
  seconds double precision NOT NULL,
  playing boolean NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (owner, id)
);
CREATE INDEX intervals_of_broadcast ON intervals (broadcast);

-- Messages to another replica that are too long for NOTIFY.
CREATE TABLE relays (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What the operator records in the outbox of a BroadcastSite. A counter in each site numbers its events in the order of their commits.
CREATE TABLE sites (
  site text PRIMARY KEY,
  events bigint NOT NULL DEFAULT 0
);
CREATE TABLE events (
  site text NOT NULL,
  number bigint NOT NULL,
  type text NOT NULL,
  broadcast text NOT NULL,
  user_id text NOT NULL,
  viewer text,
  reason text,
  seconds double precision,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, number)
);
