-- name: count_visits(office, first, last, by)
-- Tickets of the days, both included, by counter, staff, service or day, or all in one part.
-- A missed ticket that the day's end closed is still a missed one.
select
    case :by
        when 'counter' then cast(counter as text)
        when 'staff' then staff
        when 'service' then service
        when 'day' then day
        else '' end as part,
    count(*) as taken,
    sum(case when state = 'served' then 1 else 0 end) as served,
    sum(case when state = 'missed' or (state = 'expired' and missed_at is not null)
        then 1 else 0 end) as missed,
    sum(case when state = 'cancelled' then 1 else 0 end) as cancelled,
    sum(case when state = 'expired' and missed_at is null then 1 else 0 end) as expired
from ticket
where office = :office and day between :first and :last
group by 1
order by 1
limit 20000;

-- name: count_ratings(office, first, last, by)
-- By the visit's day, counter, staff and service, whenever the rating was given.
select
    case :by
        when 'counter' then cast(counter as text)
        when 'staff' then staff
        when 'service' then service
        when 'day' then day
        else '' end as part,
    level,
    count(*) as ratings
from rating
where office = :office and day between :first and :last
group by 1, 2
order by 1, 2
limit 100000;

-- name: count_reasons(office, first, last, by, upto)
-- Each combination of reasons that was chosen, also none, with how often.
select
    case :by
        when 'counter' then cast(counter as text)
        when 'staff' then staff
        when 'service' then service
        when 'day' then day
        else '' end as part,
    reasons,
    count(*) as ratings
from rating
where office = :office and day between :first and :last and level <= :upto
group by 1, 2
order by 1, 2
limit 1000000;

-- name: count_times(office, first, last, by, what)
-- How many served visits took each whole second of waiting, walking or service.
select
    case :by
        when 'counter' then cast(counter as text)
        when 'staff' then staff
        when 'service' then service
        when 'day' then day
        else '' end as part,
    case :what when 'wait' then waited_s when 'walk' then walked_s else service_s end as seconds,
    count(*) as visits
from ticket
where office = :office and day between :first and :last and state = 'served'
group by 1, 2
order by 1, 2
limit 10000000;

-- name: all_staff_names(office)
select id, full_name from staff
where office = :office
order by full_name, id
limit 10000;

-- name: all_counter_names(office)
-- Also of counters that are not used any more: old days have them.
select number, names from counter
where office = :office
order by number
limit 1000;

-- name: all_service_names(office)
-- Also of services that are not offered any more: old days have them.
select code, names from service
where office = :office
order by position, code
limit 1000;

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
