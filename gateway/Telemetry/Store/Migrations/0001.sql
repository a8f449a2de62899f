-- Views of pages. The day is that of the session's id, so that a late beacon finds its session, and a repeat is recognized whenever it comes.
CREATE TABLE sessions (
  day date NOT NULL,
  id text NOT NULL,
  subject text NOT NULL,
  source text NOT NULL,
  watched_id text NOT NULL,
  watched text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  viewed boolean NOT NULL DEFAULT false,
  -- The newest event that says whether the picture moves, and the newest one with figures.
  watching boolean NOT NULL DEFAULT false,
  watching_number integer NOT NULL DEFAULT 0,
  figures_number integer NOT NULL DEFAULT 0,
  -- Seconds, and what of them the audience has already.
  played double precision NOT NULL DEFAULT 0,
  waited double precision NOT NULL DEFAULT 0,
  startup double precision,
  latency double precision,
  counted boolean NOT NULL DEFAULT false,
  counted_played double precision NOT NULL DEFAULT 0,
  counted_waited double precision NOT NULL DEFAULT 0,
  counted_startup boolean NOT NULL DEFAULT false,
  changed boolean NOT NULL DEFAULT false,
  PRIMARY KEY (day, id)
) PARTITION BY RANGE (day);
CREATE INDEX sessions_changed ON sessions (id) WHERE changed;
CREATE INDEX sessions_watching ON sessions (watched_id, seen_at) WHERE watching;

-- Number 0 is the view of the page; the page numbers the others. The data is sent as it is.
CREATE TABLE events (
  day date NOT NULL,
  session text NOT NULL,
  number integer NOT NULL,
  name text NOT NULL,
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  source text NOT NULL,
  data text NOT NULL,
  PRIMARY KEY (day, session, number)
) PARTITION BY RANGE (day);

-- Events that the receiver has not accepted yet, in the order of each session.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  shard integer NOT NULL,
  day date NOT NULL,
  session text NOT NULL,
  number integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_of_shard ON outbox (shard, id);
CREATE INDEX outbox_of_day ON outbox (day);

CREATE TABLE dead_letters (
  day date NOT NULL,
  session text NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (day, session, number)
);

-- Which replica delivers which part of the sessions.
CREATE TABLE replicas (
  id text PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE shards (
  shard integer PRIMARY KEY,
  owner text,
  leased_until timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO shards (shard) SELECT generate_series(0, 63);

-- Sums and distributions for each resource and day. They name no viewer.
CREATE TABLE audience (
  watched_id text NOT NULL,
  day date NOT NULL,
  views bigint NOT NULL,
  played double precision NOT NULL,
  waited double precision NOT NULL,
  PRIMARY KEY (watched_id, day)
);
CREATE TABLE audience_distribution (
  watched_id text NOT NULL,
  day date NOT NULL,
  figure text NOT NULL,
  bucket integer NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (watched_id, day, figure, bucket)
);

CREATE FUNCTION make_partitions(first date, last date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  d date;
  t text;
BEGIN
  FOR d IN SELECT generate_series(first, last, interval '1 day')::date LOOP
    FOREACH t IN ARRAY ARRAY['sessions', 'events'] LOOP
      IF to_regclass(format('%I', t || to_char(d, '_YYYYMMDD'))) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', t || to_char(d, '_YYYYMMDD'), t, d, d + 1);
      END IF;
    END LOOP;
  END LOOP;
END $$;

-- A day with events that the receiver has not accepted yet is kept. A late beacon may add some until the tables are locked.
CREATE FUNCTION drop_partitions(before date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  d date;
  t text;
  dropped integer := 0;
BEGIN
  FOR d IN
    SELECT to_date(right(relname, 8), 'YYYYMMDD') FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = 'events'::regclass ORDER BY 1
  LOOP
    CONTINUE WHEN d >= before OR EXISTS (SELECT FROM outbox WHERE day = d);
    EXECUTE format('LOCK TABLE %I, %I IN ACCESS EXCLUSIVE MODE', 'sessions' || to_char(d, '_YYYYMMDD'), 'events' || to_char(d, '_YYYYMMDD'));
    CONTINUE WHEN EXISTS (SELECT FROM outbox WHERE day = d);
    FOREACH t IN ARRAY ARRAY['sessions', 'events'] LOOP
      EXECUTE format('DROP TABLE IF EXISTS %I', t || to_char(d, '_YYYYMMDD'));
    END LOOP;
    DELETE FROM dead_letters WHERE day = d;
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
