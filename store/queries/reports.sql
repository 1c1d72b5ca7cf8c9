-- A report reads the visits of days whose summary is missing or old (the current day, and those
-- marked in stale_day), and the summaries of all other days: the `open_…` and the `sum_…` queries
-- together tell each visit once. `offices` is a JSON list of their ids.

-- name: open_visits(offices, first, last)
-- What is counted of each ticket of the open days.
with open_day as (
    select office, day from stale_day
    where office in (select value from json_each(:offices)) and day between :first and :last
    union
    select id, current_day from office
    where id in (select value from json_each(:offices)) and current_day between :first and :last
)
select t.office, t.day, t.service, t.counter, t.staff, t.state, t.missed_at, t.waited_s, t.walked_s,
    t.service_s
from open_day o
join ticket t on t.office = o.office and t.day = o.day
limit 10000000;

-- name: open_ratings(offices, first, last)
-- By the visit's day, counter, staff and service, whenever the rating was given.
with open_day as (
    select office, day from stale_day
    where office in (select value from json_each(:offices)) and day between :first and :last
    union
    select id, current_day from office
    where id in (select value from json_each(:offices)) and current_day between :first and :last
)
select r.office, r.day, r.service, r.counter, r.staff, r.level, r.reasons
from open_day o
join rating r on r.office = o.office and r.day = o.day
limit 10000000;

-- name: sum_counts(offices, first, last, until, by, kind)
-- The counts of other days, added up by part. Whole months up to `until` come from their own sums,
-- where none of their days is open.
with month as (
    select m.office, m.month, o.current_day,
        m.mark = '' and m.month || '-01' >= :first and m.month || '-31' <= :until
            and m.month <> substr(o.current_day, 1, 7)
            and not exists (
                select 1 from stale_day s
                where s.office = m.office and s.day between m.month || '-01' and m.month || '-31'
            ) as is_whole
    from office o
    join summed_month m on m.office = o.id
    where o.id in (select value from json_each(:offices))
        and m.month || '-31' >= :first and m.month || '-01' <= :last
),
span as materialized (
    select office, current_day, is_whole,
        case when is_whole then month else month || '-01' end as low,
        case when is_whole then month else month || '-31' end as high
    from month
)
select
    case :by
        when 'day' then v.day
        when 'office' then v.office
        else nullif(v.part, '') end as part,
    sum(taken) as taken,
    sum(served) as served,
    sum(missed) as missed,
    sum(cancelled) as cancelled,
    sum(expired) as expired,
    sum(level_1) as level_1,
    sum(level_2) as level_2,
    sum(level_3) as level_3,
    sum(level_4) as level_4,
    sum(level_5) as level_5
from span n
join visit_sum v on v.office = n.office and v.kind = :kind and v.day between n.low and n.high
where (
        n.is_whole
        or v.day between :first and :last and v.day <> n.current_day
        and not exists (select 1 from stale_day s where s.office = v.office and s.day = v.day)
    )
group by 1
order by 1
limit 100000;

-- name: sum_times(offices, first, last, until, by, kind)
-- The durations of other days, a row for each day or whole month and part.
with month as (
    select m.office, m.month, o.current_day,
        m.mark = '' and m.month || '-01' >= :first and m.month || '-31' <= :until
            and m.month <> substr(o.current_day, 1, 7)
            and not exists (
                select 1 from stale_day s
                where s.office = m.office and s.day between m.month || '-01' and m.month || '-31'
            ) as is_whole
    from office o
    join summed_month m on m.office = o.id
    where o.id in (select value from json_each(:offices))
        and m.month || '-31' >= :first and m.month || '-01' <= :last
),
span as materialized (
    select office, current_day, is_whole,
        case when is_whole then month else month || '-01' end as low,
        case when is_whole then month else month || '-31' end as high
    from month
)
select
    case :by
        when 'day' then v.day
        when 'office' then v.office
        else nullif(v.part, '') end as part,
    waits, walks, services
from span n
join visit_sum v on v.office = n.office and v.kind = :kind and v.day between n.low and n.high
where (
        n.is_whole
        or v.day between :first and :last and v.day <> n.current_day
        and not exists (select 1 from stale_day s where s.office = v.office and s.day = v.day)
    )
    and served > 0
limit 10000000;

-- name: sum_reasons(offices, first, last, until, by, kind)
-- The reasons of other days, a row for each day or whole month and part that has any.
with month as (
    select m.office, m.month, o.current_day,
        m.mark = '' and m.month || '-01' >= :first and m.month || '-31' <= :until
            and m.month <> substr(o.current_day, 1, 7)
            and not exists (
                select 1 from stale_day s
                where s.office = m.office and s.day between m.month || '-01' and m.month || '-31'
            ) as is_whole
    from office o
    join summed_month m on m.office = o.id
    where o.id in (select value from json_each(:offices))
        and m.month || '-31' >= :first and m.month || '-01' <= :last
),
span as materialized (
    select office, current_day, is_whole,
        case when is_whole then month else month || '-01' end as low,
        case when is_whole then month else month || '-31' end as high
    from month
)
select
    case :by
        when 'day' then v.day
        when 'office' then v.office
        else nullif(v.part, '') end as part,
    reasons
from span n
join visit_sum v on v.office = n.office and v.kind = :kind and v.day between n.low and n.high
where (
        n.is_whole
        or v.day between :first and :last and v.day <> n.current_day
        and not exists (select 1 from stale_day s where s.office = v.office and s.day = v.day)
    )
    and reasons <> '{}'
limit 10000000;

-- name: offices_of_report(offices)
select id, code, names from office
where id in (select value from json_each(:offices))
order by code
limit 10000;

-- name: all_staff_names(offices)
select id, full_name from staff
where office in (select value from json_each(:offices))
order by full_name, id
limit 100000;

-- name: all_counter_names(offices)
-- Also of counters that are not used any more: old days have them.
select number, names from counter
where office in (select value from json_each(:offices))
order by number, office
limit 100000;

-- name: all_service_names(offices)
-- Also of services that are not offered any more: old days have them.
select code, names from service
where office in (select value from json_each(:offices))
order by position, code, office
limit 100000;

-- name: count_visits(offices, first, last, most)$
-- How many tickets the days have; counting stops at `most`.
select count(*) from (
    select 1
    from office o
    join ticket t on t.office = o.id and t.day between :first and :last
    where o.id in (select value from json_each(:offices))
    limit :most
) as found;

-- name: list_visits(office, first, last)
-- Every ticket of the days with the level of its rating, in the order of the numbers.
select t.id, t.day, t.label, t.service, t.counter, t.staff, t.queue_class, t.channel, t.language,
    t.issued_at, t.called_at, t.started_at, t.finished_at, t.waited_s, t.walked_s, t.service_s,
    t.parked_s, t.calls, t.state, r.level
from ticket t
left join rating r on r.ticket = t.id
where t.office = :office and t.day between :first and :last
order by t.day, t.issued_service, t.number
limit 5000000;

-- name: last_act_at_counter(office, counter)$
select at from ticket_event
where office = :office and counter = :counter
order by version desc, position desc
limit 1;
