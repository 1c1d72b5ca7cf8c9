-- name: event_versions(office, after, upto, most)
-- The versions of the next events: their rows make the bulk of a batch.
select version from ticket_event
where office = :office and version > :after and version <= :upto
order by version
limit :most;

-- name: rating_versions(office, after, upto, most)
select version from rating
where office = :office and version > :after and version <= :upto
order by version
limit :most;

-- name: session_versions(office, after, upto, most)
select version from counter_session
where office = :office and version > :after and version <= :upto
order by version
limit :most;

-- name: services_after(office, after)
select code, names, abouts, icon, typical_s, daily_cap, hours, paused, active, position, version
from service
where office = :office and version > :after
order by version, code
limit 1000;

-- name: counters_after(office, after)
select number, names, zone, active, version
from counter
where office = :office and version > :after
order by version, number
limit 1000;

-- name: staff_after(office, after)
-- Without what they sign in with.
select id, name, full_name, role, active, created_at, version
from staff
where office = :office and version > :after
order by version, id
limit 10000;

-- name: devices_after(office, after)
-- Without their tokens.
select id, kind, name, counter, zone, printer, created_at, revoked_at, help_at, version
from device
where office = :office and version > :after
order by version, id
limit 5000;

-- name: sessions_between(office, after, upto)
select id, counter, staff, opened_at, paused_at, paused_reason, paused_s, closed_at, version
from counter_session
where office = :office and version > :after and version <= :upto
order by version, id
limit 100000;

-- name: tickets_between(office, after, upto)
-- Each ticket that an event of these versions names, as it stands now: it may have gone on since.
select
    id, day, service, number, label, state, queue_class, channel, language, issued_at, queued_at,
    waiting_since, for_counter, counter, staff, calls, called_at, started_at, finished_at,
    parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned, priority_reason, note,
    people_ahead, estimate_low_min, estimate_high_min, issued_service, device, version
from ticket
where id in (
    select ticket from ticket_event
    where office = :office and version > :after and version <= :upto
)
order by version, id
limit 100000;

-- name: events_between(office, after, upto)
select version, position, ticket, act, at, from_state, to_state, counter, staff, device,
    queue_class, service, reason, undone
from ticket_event
where office = :office and version > :after and version <= :upto
order by version, position
limit 100000;

-- name: events_undone_between(office, after, upto)
-- Earlier events of the tickets of which an act was taken back in these versions: an undone event
-- keeps its own version.
select version, position, ticket, act, at, from_state, to_state, counter, staff, device,
    queue_class, service, reason, undone
from ticket_event
where office = :office and undone = 1 and version <= :after and ticket in (
    select ticket from ticket_event
    where office = :office and version > :after and version <= :upto and act = 'undo'
)
order by version, position
limit 100000;

-- name: ratings_between(office, after, upto)
select ticket, day, service, counter, staff, level, reasons, comment, criteria, channel, language,
    device, shown_ms, rated_at, version
from rating
where office = :office and version > :after and version <= :upto
order by version, ticket
limit 100000;

-- name: devices_seen(office)
-- Health has no version: it travels whole.
select id, last_seen_at, address, token_hash is not null as paired
from device
where office = :office and revoked_at is null
order by id
limit 1000;

-- name: last_prints(office)
-- The last ended job of each printer.
select id, ticket, printer, device, copy, state, reason, warning, created_at, ended_at, version
from print_job p
where p.office = :office and p.state in ('printed', 'unknown', 'failed')
    and p.created_at = (
        select max(q.created_at) from print_job q
        where q.office = p.office and q.printer = p.printer
            and q.state in ('printed', 'unknown', 'failed'))
order by p.printer, p.id
limit 100;

-- name: count_unsent(office, after)$
select (
    select count(*) from ticket_event where office = :office and version > :after
) + (
    select count(*) from rating where office = :office and version > :after
);

-- name: get_upstream(office)^
select acked, state, standing, directive, heard_at, refusal, refused_at, since
from upstream
where office = :office;

-- name: add_upstream(office, since)!
insert into upstream (office, since)
values (:office, :since)
on conflict (office) do update set since = coalesce(upstream.since, excluded.since);

-- name: note_acked(office, acked, heard_at)!
update upstream
set acked = :acked, heard_at = :heard_at, refusal = null, refused_at = null,
    state = case when state = 'returned' then 'well' else state end
where office = :office;

-- name: note_refused(office, refusal, refused_at)!
update upstream set refusal = :refusal, refused_at = :refused_at
where office = :office;

-- name: set_acked(office, acked)!
update upstream set acked = :acked where office = :office;

-- name: set_upstream_state(office, state, acked)!
update upstream set state = :state, acked = :acked where office = :office;

-- name: set_directive(office, directive)!
update upstream set directive = :directive
where office = :office and directive < :directive;

-- name: add_directive_outcome(office, number, outcome, code, facts)!
insert into directive_outcome (office, number, outcome, code, facts)
values (:office, :number, :outcome, :code, :facts)
on conflict (office, number) do nothing;

-- name: list_directive_outcomes(office)
select number, outcome, code, facts
from directive_outcome
where office = :office
order by number
limit 100;

-- name: forget_directive_outcomes(office, upto)!
delete from directive_outcome where office = :office and number <= :upto;

-- name: raise_version_to(office, version)!
update office set version = :version where id = :office and version < :version;

-- name: put_number_jump(office, day, service, above, skipped)!
insert into number_jump (office, day, service, above, skipped)
values (:office, :day, :service, :above, :skipped)
on conflict (office, day, service) do update
set above = excluded.above, skipped = number_jump.skipped + excluded.skipped;

-- name: get_turn(office)^
select sender, beat from upstream where office = :office;

-- name: keep_turn(office, sender)!
-- Changes no row once somebody else has taken it.
update upstream set beat = beat + 1 where office = :office and sender = :sender;

-- name: take_turn(office, sender, seen)!
-- Of several who saw it stand at the same beat one takes it.
update upstream set sender = :sender, beat = beat + 1
where office = :office and beat = :seen;

-- name: give_turn_back(office, sender)!
update upstream set sender = null, beat = beat + 1
where office = :office and sender = :sender;

-- name: reporting_offices()
-- The offices here that have a province: one, unless a house was put together from several.
select o.id, o.code
from upstream u
join office o on o.id = u.office
where u.since is not null
order by o.code
limit 100;
