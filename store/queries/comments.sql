-- name: list_comments(offices, first, last, since, before, lowest, highest, levels, service_from, service_to, limit)
-- What citizens wrote about visits of the days, the newest first, said from `since` until `before`.
-- Neither counter nor clerk: a comment is no judgement of one person. The ticket only settles a tie.
-- `offices` and `levels` are JSON lists of texts. Levels and services are ranges too,
-- for PostgreSQL compares those in the index and reads no row of another level or service.
-- A cross join and no plain `day`, so that SQLite goes from office to office by what was written there
-- in that time, and neither through all comments nor through all ratings of the days.
select r.day, r.rated_at, r.service, r.level, r.reasons, r.comment, r.channel, r.language,
    o.code as office, o.names as office_names, s.names as service_names
from office o
cross join rating r
left join service s on s.office = r.office and s.code = r.service
where o.id in (select value from json_each(:offices))
    and r.office = o.id and r.comment is not null
    and r.rated_at >= :since and r.rated_at < :before
    and r.day || '' between :first and :last
    and r.level between :lowest and :highest
    and cast(r.level as text) in (select value from json_each(:levels))
    and r.service between :service_from and :service_to
order by r.rated_at desc, r.ticket desc
limit :limit;

-- name: services_commented(offices)
-- What can be commented on there, also services that are not offered any more: old days have them.
select s.code, s.names
from office o
join service s on s.office = o.id
where o.id in (select value from json_each(:offices))
order by s.position, s.code, s.office
limit 100000;
