-- name: offices_in_their_day()
-- What the upkeep looks at: where each office's calendar stands that keeps it here.
select id, timezone, current_day
from office
where fed = 0
order by id
limit 10000;

-- name: queued_prints_of_all()
select office, count(*) as queued
from print_job
where ended_at is null and state in ('queued', 'printing')
group by office
order by office
limit 10000;

-- name: waiting_of_all()
select o.code as office, s.code as service, count(t.id) as waiting
from service s
join office o on o.id = s.office
left join ticket t on t.office = s.office and t.service = s.code and t.state = 'waiting'
where s.active = 1
group by o.code, s.code
order by o.code, s.code
limit 100000;
