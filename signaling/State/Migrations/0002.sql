-- A consent that nobody uses is deleted like the site's other rows.
ALTER TABLE consents ADD COLUMN used_at timestamptz NOT NULL DEFAULT now();
