-- name: raise_version(office)^
update office set version = version + 1
where id = :office
returning id, code, kind, parent, fed, names, slogans, greetings, notices, hotline, timezone,
    languages, epoch, current_day, version, layout;

-- name: get_office(id)^
select id, code, kind, parent, fed, names, slogans, greetings, notices, hotline, timezone,
    languages, epoch, current_day, version, layout
from office
where id = :id;

-- name: list_offices()
select id, code, kind, parent, fed, names, timezone, current_day, version
from office
order by code
limit 10000;

-- name: add_office(id, code, kind, names, slogans, greetings, notices, hotline, timezone, languages, epoch, current_day)!
insert into office (id, code, kind, names, slogans, greetings, notices, hotline, timezone,
    languages, epoch, current_day)
values (:id, :code, :kind, :names, :slogans, :greetings, :notices, :hotline, :timezone,
    :languages, :epoch, :current_day);

-- name: update_office(id, names, slogans, greetings, notices, hotline, timezone, languages)!
update office
set names = :names, slogans = :slogans, greetings = :greetings, notices = :notices,
    hotline = :hotline, timezone = :timezone, languages = :languages
where id = :id;

-- name: name_layout(id, layout)!
update office set layout = :layout where id = :id;

-- name: set_current_day(id, day)!
update office set current_day = :day where id = :id;

-- name: list_services(office)
select code, names, abouts, icon, typical_s, daily_cap, hours, paused, active, position, version
from service
where office = :office and active = 1
order by position, code
limit 100;

-- name: all_services(office)
-- Also those that were taken out of use.
select code, names, abouts, icon, typical_s, daily_cap, hours, paused, active, position, version
from service
where office = :office
order by position, code
limit 1000;

-- name: get_service(office, code)^
select code, names, abouts, icon, typical_s, daily_cap, hours, paused, active, position, version
from service
where office = :office and code = :code;

-- name: list_closed_days(office)
select day, names from closed_day
where office = :office
order by day
limit 1000;

-- name: list_special_days(office)
select day, names, spans from special_day
where office = :office
order by day
limit 1000;

-- name: list_counters(office)
select number, names, zone, active, version
from counter
where office = :office and active = 1
order by number
limit 200;

-- name: get_counter(office, number)^
select number, names, zone, active, version
from counter
where office = :office and number = :number;

-- name: list_counter_services(office)
select counter, service from counter_service
where office = :office
order by counter, service
limit 5000;

-- name: list_open_sessions(office)
select s.id, s.counter, s.staff, s.opened_at, s.paused_at, s.paused_reason, s.paused_s,
    p.full_name
from counter_session s
left join staff p on p.id = s.staff
where s.office = :office and s.closed_at is null
order by s.counter
limit 200;
