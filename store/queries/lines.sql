-- name: place_in_line(office, day, service, queue_class, rank, now, device, since)^
-- All that a new ticket needs to know: the last number given today, those that a restored office
-- leaves out, the last place in line (so that a clock set back gives nobody a better one), how many
-- stand before it, how many counters call for it, and how many tickets its device took lately.
with place as (
    select
        (
            select max(number) from ticket
            where office = :office and day = :day and issued_service = :service
        ) as given,
        (
            select max(queued_at) from ticket
            where office = :office and state = 'waiting'
        ) as latest
)
select p.given, p.latest, j.above, j.skipped,
    (
        select count(*) from ticket t
        where t.office = :office and t.state = 'waiting' and t.service = :service
            and t.queue_class = :queue_class
            and (t.queued_at, t.number) <= (
                case when p.latest > :now then p.latest else :now end, coalesce(p.given, 0)
            )
    ) + (
        select count(*) from ticket t
        where t.office = :office and t.state = 'waiting' and t.service = :service
            and t.queue_class in ('returning', 'priority', 'appointment')
            and case t.queue_class
                when 'returning' then 0 when 'priority' then 1 else 2 end < :rank
    ) as ahead,
    (
        select count(*) from counter_session s
        join counter_service c on c.office = s.office and c.counter = s.counter
        where s.office = :office and c.service = :service and s.closed_at is null
            and s.paused_at is null
    ) as open_counters,
    (
        select count(*) from ticket t where t.device = :device and t.issued_at >= :since
    ) as of_device
from place p
left join number_jump j on j.office = :office and j.day = :day and j.service = :service;

-- name: last_numbers(office, day)
-- Of each service: the last number given, and the last one that a restored office leaves out.
select s.code as service, j.above,
    (
        select max(t.number) from ticket t
        where t.office = s.office and t.day = :day and t.issued_service = s.code
    ) as given
from service s
left join number_jump j on j.office = s.office and j.day = :day and j.service = s.code
where s.office = :office and s.active = 1
order by s.code
limit 1000;

-- name: count_ahead(office, service, queue_class, rank, queued_at, number)$
-- Waiting tickets of the service that stand before this place: the earlier ones of its class, and
-- all of the classes that go first.
select (
        select count(*)
        from ticket
        where office = :office and state = 'waiting' and service = :service
            and queue_class = :queue_class and (queued_at, number) < (:queued_at, :number)
    ) + (
        select count(*)
        from ticket
        where office = :office and state = 'waiting' and service = :service
            and queue_class in ('returning', 'priority', 'appointment')
            and case queue_class
                when 'returning' then 0 when 'priority' then 1 else 2 end < :rank
    );

-- name: recent_service_times(office, service)
select service_s
from ticket
where office = :office and service = :service and state = 'served'
order by finished_at desc
limit 20;

-- name: heads_for_counter(office, counter)
-- The first of each line that a counter calls from: those who were sent to it by name, and of each of
-- its services the first of each class. It costs the same however many wait.
select
    id, office, day, service, number, label, state, queue_class, channel, language, issued_at,
    queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at,
    finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned,
    priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service,
    device, version
from ticket
where id in (
        select id from (
            select id from ticket
            where office = :office and state = 'waiting' and for_counter = :counter
            order by queued_at, number, id
            limit 40
        ) sent_here
        union all
        select (
            select t.id from ticket t
            where t.office = cs.office and t.state = 'waiting' and t.service = cs.service
                and t.queue_class = class.name and t.for_counter is null
            order by t.queued_at, t.number, t.id
            limit 1
        )
        from counter_service cs
        cross join (
            select 'returning' as name union all select 'priority' union all select 'appointment'
            union all select 'normal'
        ) class
        where cs.office = :office and cs.counter = :counter
    )
order by queued_at, number, id
limit 1000;

-- name: waiting_for_counter(office, counter)
-- Tickets that were sent to this counter by name.
select
    id, office, day, service, number, label, state, queue_class, channel, language, issued_at,
    queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at,
    finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned,
    priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service,
    device, version
from ticket
where office = :office and state = 'waiting' and for_counter = :counter
order by queued_at, number, id
limit 40;

-- name: waiting_of_service(office, service, most)
-- The first `most` of each class that any counter of the service may call.
select
    id, office, day, service, number, label, state, queue_class, channel, language, issued_at,
    queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at,
    finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned,
    priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service,
    device, version
from ticket
where id in (
        select id from (
            select id from ticket
            where office = :office and state = 'waiting' and service = :service
                and queue_class = 'returning' and for_counter is null
            order by queued_at, number, id
            limit :most
        ) returning_ones
        union all
        select id from (
            select id from ticket
            where office = :office and state = 'waiting' and service = :service
                and queue_class = 'priority' and for_counter is null
            order by queued_at, number, id
            limit :most
        ) priority_ones
        union all
        select id from (
            select id from ticket
            where office = :office and state = 'waiting' and service = :service
                and queue_class = 'appointment' and for_counter is null
            order by queued_at, number, id
            limit :most
        ) appointment_ones
        union all
        select id from (
            select id from ticket
            where office = :office and state = 'waiting' and service = :service
                and queue_class = 'normal' and for_counter is null
            order by queued_at, number, id
            limit :most
        ) normal_ones
    )
order by queued_at, number, id
limit 1000;

-- name: recent_calls_for_counter(office, counter)
-- The classes of the last calls of a counter's services, the newest first. Of each service only
-- those are read that may be among them: not before the twentieth last call of any. The sum in the order
-- keeps both engines from walking back through the calls of all others.
select e.queue_class
from ticket_event e
where e.office = :office and e.act = 'call' and e.undone = 0
    and e.service in (
        select service from counter_service where office = :office and counter = :counter
    )
    and e.version >= coalesce((
        select max((
            select c.version from ticket_event c
            where c.office = cs.office and c.service = cs.service
                and c.act = 'call' and c.undone = 0
            order by c.version desc, c.position desc
            limit 1 offset 19
        ))
        from counter_service cs
        where cs.office = :office and cs.counter = :counter
    ), 0)
order by e.version + 0 desc, e.position desc
limit 20;
