-- name: name_office(id, code, kind)!
update office set code = :code, kind = :kind where id = :id;

-- name: put_service(office, code, names, abouts, icon, typical_s, daily_cap, hours, position, version)!
-- A service that was taken out comes back; a pause stays.
insert into service (office, code, names, abouts, icon, typical_s, daily_cap, hours, position,
    version)
values (:office, :code, :names, :abouts, :icon, :typical_s, :daily_cap, :hours, :position,
    :version)
on conflict (office, code) do update
set names = excluded.names, abouts = excluded.abouts, icon = excluded.icon,
    typical_s = excluded.typical_s, daily_cap = excluded.daily_cap, hours = excluded.hours,
    position = excluded.position, active = 1, version = excluded.version;

-- name: pause_service(office, code, paused, version)!
update service set paused = :paused, version = :version
where office = :office and code = :code and active = 1;

-- name: deactivate_service(office, code, version)!
update service set active = 0, version = :version
where office = :office and code = :code and active = 1;

-- name: deactivate_services(office, version)!
update service set active = 0, version = :version
where office = :office and active = 1;

-- name: put_counter(office, number, names, zone, version)!
insert into counter (office, number, names, zone, version)
values (:office, :number, :names, :zone, :version)
on conflict (office, number) do update
set names = excluded.names, zone = excluded.zone, active = 1, version = excluded.version;

-- name: deactivate_counter(office, number, version)!
update counter set active = 0, version = :version
where office = :office and number = :number and active = 1;

-- name: deactivate_counters(office, version)!
update counter set active = 0, version = :version
where office = :office and active = 1;

-- name: add_counter_service(office, counter, service)!
insert into counter_service (office, counter, service)
values (:office, :counter, :service);

-- name: clear_counter_services(office, counter)!
delete from counter_service
where office = :office and counter = :counter;

-- name: clear_all_counter_services(office)!
delete from counter_service
where office = :office;

-- name: put_procedure(id, office, service, code, names, keywords, papers, days, fee_vnd, folded, position, version)!
insert into service_procedure (id, office, service, code, names, keywords, papers, days, fee_vnd,
    folded, position, version)
values (:id, :office, :service, :code, :names, :keywords, :papers, :days, :fee_vnd, :folded,
    :position, :version)
on conflict (id) do update
set service = excluded.service, code = excluded.code, names = excluded.names,
    keywords = excluded.keywords, papers = excluded.papers, days = excluded.days,
    fee_vnd = excluded.fee_vnd, folded = excluded.folded, position = excluded.position,
    active = 1, version = excluded.version;

-- name: deactivate_procedure(office, id, version)!
update service_procedure set active = 0, version = :version
where office = :office and id = :id and active = 1;

-- name: deactivate_procedures(office, version)!
update service_procedure set active = 0, version = :version
where office = :office and active = 1;

-- name: list_procedure_ids(office)
-- The taken out ones first, so that of two with one code the active one is kept.
select id, code
from service_procedure
where office = :office
order by active, version, id
limit 20000;

-- name: list_procedures(office)
select p.id, p.service, p.code, p.names, p.keywords, p.papers, p.days, p.fee_vnd, p.position,
    p.version
from service_procedure p
join service s on s.office = p.office and s.code = p.service and s.active = 1
where p.office = :office and p.active = 1
order by s.position, p.service, p.position, p.id
limit 10000;

-- name: get_procedure(office, id)^
select id, service, code, names, keywords, papers, days, fee_vnd, position, version
from service_procedure
where office = :office and id = :id and active = 1;

-- name: search_procedures(office, pattern)
-- The pattern is `%` or `% word%`: every word of the folded text follows a space.
select p.id, p.service, p.names, p.folded
from service_procedure p
join service s on s.office = p.office and s.code = p.service and s.active = 1
where p.office = :office and p.active = 1 and p.folded like :pattern
order by s.position, p.service, p.position, p.id
limit 10000;

-- name: add_closed_day(office, day, names)!
insert into closed_day (office, day, names)
values (:office, :day, :names);

-- name: clear_closed_days(office)!
delete from closed_day
where office = :office;

-- name: add_special_day(office, day, names, spans)!
insert into special_day (office, day, names, spans)
values (:office, :day, :names, :spans);

-- name: clear_special_days(office)!
delete from special_day
where office = :office;

-- name: list_stranded_services(office)
-- People who wait for a service that is gone, or that no counter serves.
select t.service, count(*) as people
from ticket t
where t.id in (
        select id from ticket where office = :office and state = 'waiting'
        union all
        select id from ticket where office = :office and state in ('called', 'serving')
        union all
        select id from ticket where office = :office and state = 'parked'
    )
    and not exists (
        select 1
        from counter_service x
        join counter c on c.office = x.office and c.number = x.counter and c.active = 1
        join service s on s.office = x.office and s.code = x.service and s.active = 1
        where x.office = t.office and x.service = t.service
    )
group by t.service
order by t.service
limit 100;

-- name: list_stranded_counters(office)
-- Counters that are gone though somebody sits there, waits for them, or has a tablet there.
select c.number
from counter c
where c.office = :office and c.active = 0 and (
    exists (
        select 1 from counter_session x
        where x.office = c.office and x.counter = c.number and x.closed_at is null
    )
    or exists (
        select 1 from ticket t
        where t.office = c.office
            and t.state = 'waiting' and t.for_counter = c.number
    )
    or exists (
        select 1 from ticket t
        where t.office = c.office and t.counter = c.number and t.state in ('called', 'serving')
    )
    or exists (
        select 1 from ticket t
        where t.office = c.office and t.state = 'parked'
            and (t.for_counter = c.number or t.counter = c.number)
    )
    or exists (
        select 1 from device d
        where d.office = c.office and d.counter = c.number and d.revoked_at is null
    )
)
order by c.number
limit 200;

-- name: clear_service_counters(office, service)!
delete from counter_service
where office = :office and service = :service;

-- name: deactivate_procedures_of(office, service, version)!
update service_procedure set active = 0, version = :version
where office = :office and service = :service and active = 1;

-- name: last_service_position(office)$
select coalesce(max(position), -1) from service where office = :office and active = 1;

-- name: last_procedure_position(office, service)$
select coalesce(max(position), -1) from service_procedure
where office = :office and service = :service and active = 1;
