-- What the province's screen asks, for all offices at once. `offices` is a JSON list of their ids.
-- The current day is each office's own.

-- name: province_offices(offices)
select o.id, o.code, o.kind, o.names, o.fed, i.heard_at, i.behind, i.refusal, i.refused_at
from office o
left join intake i on i.office = o.id
where o.id in (select value from json_each(:offices))
order by o.code
limit 20000;

-- name: province_lines(offices)
select o.id, count(*) as waiting, min(t.waiting_since) as oldest_at
from office o
join ticket t on t.office = o.id and t.state = 'waiting'
where o.id in (select value from json_each(:offices))
group by o.id
order by o.id
limit 20000;

-- name: province_visits(offices)
select o.id, count(*) as taken, sum(case when t.state = 'served' then 1 else 0 end) as served
from office o
join ticket t on t.office = o.id and t.day = o.current_day
where o.id in (select value from json_each(:offices))
group by o.id
order by o.id
limit 20000;

-- name: province_ratings(offices)
select o.id, r.level, count(*) as ratings
from office o
join rating r on r.office = o.id and r.day = o.current_day
where o.id in (select value from json_each(:offices))
group by o.id, r.level
order by o.id, r.level
limit 100000;

-- name: province_counters(offices)
select o.id, count(*) as counters
from office o
join counter c on c.office = o.id and c.active = 1
where o.id in (select value from json_each(:offices))
group by o.id
order by o.id
limit 20000;

-- name: province_desks(offices)
select o.id, sum(case when s.paused_at is null then 1 else 0 end) as open_counters
from office o
join counter_session s on s.office = o.id and s.closed_at is null
where o.id in (select value from json_each(:offices))
group by o.id
order by o.id
limit 20000;

-- name: province_devices(offices, seen_before, help_since)
-- Screens of the hall that are paired: how many, how many nobody has heard of, how many ask for help.
select o.id,
    count(*) as devices,
    sum(case when d.last_seen_at is null or d.last_seen_at <= :seen_before then 1 else 0 end)
        as lost,
    sum(case when d.help_at >= :help_since then 1 else 0 end) as help
from office o
join device d on d.office = o.id and d.revoked_at is null and d.token_hash is not null
    and d.kind in ('kiosk', 'display', 'rating')
where o.id in (select value from json_each(:offices))
group by o.id
order by o.id
limit 20000;

-- name: province_quiet_devices(offices, heard_before)
-- The same screens of offices that report from elsewhere and did not for a while.
select d.office as id, d.last_seen_at, i.heard_at
from intake i
join device d on d.office = i.office and d.revoked_at is null and d.token_hash is not null
    and d.kind in ('kiosk', 'display', 'rating')
where i.heard_at < :heard_before and i.office in (select value from json_each(:offices))
order by d.office, d.id
limit 100000;

-- name: silence_of(offices)
-- Offices that send their rows from elsewhere, and when they were last heard.
select o.id, o.code, o.names, o.timezone, i.heard_at, i.behind
from office o
left join intake i on i.office = o.id
where o.fed = 1 and o.id in (select value from json_each(:offices))
order by o.code
limit 20000;
