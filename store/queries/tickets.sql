-- name: last_number(office, day, service)$
-- The last number given, or the last one that a restored office leaves out.
select coalesce(max(number), 0)
from (
    select max(number) as number from ticket
    where office = :office and day = :day and issued_service = :service
    union all
    select above from number_jump
    where office = :office and day = :day and service = :service
) known;

-- name: add_ticket(id, office, day, service, number, label, state, queue_class, channel, language, issued_at, queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at, finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned, priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service, device, version)!
insert into ticket (
    id, office, day, service, number, label, state, queue_class, channel, language, issued_at,
    queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at,
    finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned,
    priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service,
    device, version
)
values (
    :id, :office, :day, :service, :number, :label, :state, :queue_class, :channel, :language,
    :issued_at, :queued_at, :waiting_since, :for_counter, :counter, :staff, :calls, :called_at,
    :started_at, :finished_at, :parked_at, :missed_at, :waited_s, :walked_s, :service_s,
    :parked_s, :returned, :priority_reason, :note, :people_ahead, :estimate_low_min,
    :estimate_high_min, :issued_service, :device, :version
);

-- name: save_ticket(id, service, state, queue_class, queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at, finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned, note, version, was_state, was_version)!
-- Changes no row unless the ticket is still as it was read.
update ticket
set service = :service, state = :state, queue_class = :queue_class, queued_at = :queued_at,
    waiting_since = :waiting_since, for_counter = :for_counter, counter = :counter, staff =
    :staff, calls = :calls, called_at = :called_at, started_at = :started_at, finished_at =
    :finished_at, parked_at = :parked_at, missed_at = :missed_at, waited_s = :waited_s, walked_s
    = :walked_s, service_s = :service_s, parked_s = :parked_s, returned = :returned, note =
    :note, version = :version
where id = :id and state = :was_state and version = :was_version;

-- name: get_ticket(id)^
select
    id, office, day, service, number, label, state, queue_class, channel, language, issued_at,
    queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at,
    finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned,
    priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service,
    device, version
from ticket
where id = :id;

-- name: held_tickets(office)
-- Parked and missed ones of today, the latest first.
select
    id, office, day, service, number, label, state, queue_class, channel, language, issued_at,
    queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at,
    finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned,
    priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service,
    device, version, (
        select e.reason from ticket_event e
        where e.ticket = ticket.id and e.act = 'call' and e.undone = 0
        order by e.version desc, e.position desc
        limit 1
    ) as why
from ticket
where office = :office and (state = 'parked' or state = 'missed')
order by coalesce(parked_at, missed_at) desc, id
limit 500;

-- name: tickets_at_counters(office)
select
    id, office, day, service, number, label, state, queue_class, channel, language, issued_at,
    queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at,
    finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned,
    priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service,
    device, version, (
        select e.reason from ticket_event e
        where e.ticket = ticket.id and e.act = 'call' and e.undone = 0
        order by e.version desc, e.position desc
        limit 1
    ) as why
from ticket
where office = :office and state in ('called', 'serving')
order by counter
limit 200;

-- name: ticket_at_counter(office, counter)^
select
    id, office, day, service, number, label, state, queue_class, channel, language, issued_at,
    queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at,
    finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned,
    priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service,
    device, version
from ticket
where office = :office and counter = :counter and state in ('called', 'serving');

-- name: waiting_by_service(office)
select service, count(*) as waiting, min(waiting_since) as oldest
from ticket
where office = :office and state = 'waiting'
group by service
order by service
limit 200;

-- name: waiting_by_counter(office)
-- Those who were sent to a counter by name. Grouped by the counter first, so that the index of
-- just these is used and not that of all who wait.
select for_counter, service, count(*) as waiting
from ticket
where office = :office and state = 'waiting' and for_counter is not null
group by for_counter, service
order by for_counter, service
limit 2000;

-- name: open_tickets_of_earlier_days(office, day)
select
    id, office, day, service, number, label, state, queue_class, channel, language, issued_at,
    queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at,
    finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned,
    priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service,
    device, version
from ticket
where id in (
        select id from ticket where office = :office and state = 'waiting'
        union all
        select id from ticket where office = :office and state in ('called', 'serving')
        union all
        select id from ticket where office = :office and (state = 'parked' or state = 'missed')
    )
    and day < :day
order by day, id
limit 20000;

-- name: add_event(office, version, position, ticket, act, at, from_state, to_state, counter, staff, device, queue_class, service, reason, before)!
insert into ticket_event (office, version, position, ticket, act, at, from_state, to_state,
    counter, staff, device, queue_class, service, reason, before)
values (:office, :version, :position, :ticket, :act, :at, :from_state, :to_state,
    :counter, :staff, :device, :queue_class, :service, :reason, :before);

-- name: last_event_of_ticket(ticket)^
select office, version, position, ticket, act, at, counter, staff, before, reason
from ticket_event
where ticket = :ticket and act <> 'undo' and act <> 'recall' and undone = 0
order by version desc, position desc
limit 1;

-- name: last_events_of_counter(office, counter)
select e.version, e.position, e.ticket, e.act, e.at, e.staff, t.label, t.version as ticket_version
from ticket_event e
join ticket t on t.id = e.ticket
where e.office = :office and e.counter = :counter and e.undone = 0
    and e.act <> 'undo' and e.act <> 'recall'
order by e.version desc, e.position desc
limit 1;

-- name: mark_undone(office, version, position)!
update ticket_event set undone = 1
where office = :office and version = :version and position = :position and undone = 0;

-- name: announcements(office)
-- The latest calls as the hall hears them, the newest first.
select e.version, e.position, e.act, e.at, e.counter, e.ticket, t.label, t.service, t.day,
    t.language, t.calls, t.state, t.counter as counter_now
from ticket_event e
join ticket t on t.id = e.ticket
where e.office = :office and e.act in ('call', 'recall', 'resume') and e.undone = 0
order by e.version desc, e.position desc
limit 60;

-- name: missed_lately(office)
select id, label, language, day, counter, missed_at
from ticket
where office = :office and state = 'missed'
order by missed_at desc, id
limit 12;

-- name: day_of_counter(office, day, counter)^
select
    coalesce(sum(case when state = 'served' then 1 else 0 end), 0) as served,
    coalesce(sum(case when state = 'missed' then 1 else 0 end), 0) as missed,
    coalesce(sum(case when state = 'served' then waited_s else 0 end), 0) as waited_s,
    coalesce(sum(case when state = 'served' then service_s else 0 end), 0) as service_s
from ticket
where office = :office and day = :day and counter = :counter;

-- name: why_called(ticket)$
select reason
from ticket_event
where ticket = :ticket and act = 'call' and undone = 0
order by version desc, position desc
limit 1;

-- name: is_rated(ticket)$
select 1 from rating where ticket = :ticket;

-- name: last_served_at_counter(office, day, counter)^
select t.id, t.label, t.language, t.finished_at, r.ticket as rated
from ticket t
left join rating r on r.ticket = t.id
where t.office = :office and t.day = :day and t.counter = :counter and t.state = 'served'
order by t.finished_at desc
limit 1;
