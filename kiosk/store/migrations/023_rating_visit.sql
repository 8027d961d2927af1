-- Judging a rating counts its visit's ratings: found by the visit, not by reading all of the store's each minute.
CREATE INDEX rating_visit ON rating (visit_id);
