-- What is shown and opened on the panels, counted without naming anyone: sums only, no visit, no order, no car. What is
-- counted of an opened car (its age band …) is kept a whole week together, without the hour.

CREATE TABLE offer_count (
    store_id TEXT NOT NULL,
    day TEXT NOT NULL,               -- local day; of an axis: the Monday of its week
    hour INTEGER NOT NULL CHECK (hour BETWEEN -1 AND 23), -- local hour; -1 = the whole week
    subject TEXT NOT NULL CHECK (subject IN ('offer', 'activity')),
    item_id TEXT NOT NULL,           -- of the offer or activity
    kind TEXT NOT NULL CHECK (kind IN ('shown', 'opened')),
    place TEXT NOT NULL CHECK (place IN ('board', 'list', 'car', 'other', '')), -- '' = of an axis: wherever
    axis TEXT NOT NULL DEFAULT '' CHECK (axis IN ('', 'model', 'age_months', 'mileage_km', 'visits_12m', 'habit',
        'environment', 'fit')),
    band TEXT NOT NULL DEFAULT '',
    n INTEGER NOT NULL CHECK (n > 0),
    PRIMARY KEY (store_id, day, hour, subject, item_id, kind, place, axis, band),
    CHECK ((axis = '') = (band = '') AND (axis = '') = (hour >= 0) AND (axis = '') = (place <> ''))
) STRICT, WITHOUT ROWID;

-- What staff write of an activity, and the offers it is carried by.
ALTER TABLE activity ADD COLUMN offers TEXT NOT NULL DEFAULT '';  -- ids, ';' between
ALTER TABLE activity ADD COLUMN why_zh TEXT NOT NULL DEFAULT '';  -- market analysis: why it is done
ALTER TABLE activity ADD COLUMN why_en TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN whom_zh TEXT NOT NULL DEFAULT ''; -- target customers: whom it is for
ALTER TABLE activity ADD COLUMN whom_en TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN target INTEGER;                   -- coupons to be redeemed; NULL = none set

-- Groups under 5 are left out of what says anything about cars.
CREATE VIEW v_offer_counts AS
SELECT c.store_id, c.day, date(c.day, '-6 days', 'weekday 1') AS week, c.hour, c.subject, c.item_id AS offer_id,
       coalesce(f.title_zh, a.title_zh, '') AS title, c.kind, c.place, c.axis, c.band, c.n
FROM offer_count c
LEFT JOIN offer f ON c.subject = 'offer' AND f.store_id = c.store_id AND f.offer_id = c.item_id
LEFT JOIN activity a ON c.subject = 'activity' AND a.store_id = c.store_id AND a.activity_id = c.item_id
WHERE c.axis = '' OR c.n >= 5;
