-- What an offer's six columns cannot say, why it fits in the store's own words; and how a car is driven and where, as
-- its customer said.

ALTER TABLE offer ADD COLUMN rule TEXT NOT NULL DEFAULT '';   -- as staff wrote it; kiosk/rules/targeting.h
ALTER TABLE offer ADD COLUMN why_zh TEXT NOT NULL DEFAULT ''; -- '' = made of its conditions
ALTER TABLE offer ADD COLUMN why_en TEXT NOT NULL DEFAULT '';

CREATE TABLE car_use (               -- append-only: what was said last counts
    use_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    car_id TEXT NOT NULL REFERENCES car,
    visit_id TEXT NOT NULL,
    habit TEXT NOT NULL,             -- ids of the policy axes, a space between; '' = not said
    environment TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX car_use_car ON car_use (car_id, at_ms);

CREATE VIEW v_car_use AS
SELECT u.car_id, u.store_id, c.vin, u.habit, u.environment, u.at_ms, u.at_local AS at
FROM car_use u
JOIN car c ON c.car_id = u.car_id
WHERE u.use_id = (SELECT l.use_id FROM car_use l WHERE l.car_id = u.car_id ORDER BY l.at_ms DESC, l.use_id DESC LIMIT 1);
