-- The offer that a lead is about, by its title: a column more in the view that tools read.
DROP VIEW v_leads;
CREATE VIEW v_leads AS
SELECT l.lead_id, l.store_id, l.at_ms, l.at_local AS at, l.kind, l.desk, l.order_no, l.about, l.detail,
       coalesce(o.advisor_name, '') AS advisor_name, coalesce(c.phone, '') AS phone,
       CASE e.kind WHEN 'done' THEN 'done' WHEN 'withdrawn' THEN 'withdrawn' WHEN 'taken' THEN 'taken'
            WHEN 'visit' THEN 'visit' ELSE 'open' END AS state,
       coalesce(e.by_name, '') AS "by", e.at_ms AS state_ms, coalesce(e.outcome, '') AS outcome,
       (SELECT v.day FROM lead_visit v JOIN lead_event w ON w.event_id = v.event_id WHERE v.lead_id = l.lead_id
        ORDER BY w.seq DESC LIMIT 1) AS visit_day,
       coalesce(f.title_zh, '') AS offer
FROM lead l
LEFT JOIN lead_event e ON e.lead_id = l.lead_id
     AND e.seq = (SELECT max(seq) FROM lead_event m WHERE m.lead_id = l.lead_id)
LEFT JOIN work_order o ON o.store_id = l.store_id AND o.order_no = l.order_no
LEFT JOIN person c ON c.person_id = l.person_id
LEFT JOIN offer f ON f.store_id = l.store_id AND l.about LIKE 'offer:%' AND f.offer_id = substr(l.about, 7);
