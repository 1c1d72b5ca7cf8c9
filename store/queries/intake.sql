-- name: feed_service(office, code, names, abouts, icon, typical_s, daily_cap, hours, paused, active, position, version)*!
insert into service (office, code, names, abouts, icon, typical_s, daily_cap, hours, paused, active,
    position, version)
values (:office, :code, :names, :abouts, :icon, :typical_s, :daily_cap, :hours, :paused, :active,
    :position, :version)
on conflict (office, code) do update
set names = excluded.names, abouts = excluded.abouts, icon = excluded.icon,
    typical_s = excluded.typical_s, daily_cap = excluded.daily_cap, hours = excluded.hours,
    paused = excluded.paused, active = excluded.active, position = excluded.position,
    version = excluded.version
where service.version < excluded.version;

-- name: feed_counter(office, number, names, zone, active, version)*!
insert into counter (office, number, names, zone, active, version)
values (:office, :number, :names, :zone, :active, :version)
on conflict (office, number) do update
set names = excluded.names, zone = excluded.zone, active = excluded.active,
    version = excluded.version
where counter.version < excluded.version;

-- name: feed_clear_services(office, counter, version)*!
-- Only a counter that stands as the row says: a row that comes late takes no service away.
delete from counter_service
where office = :office and counter = :counter and exists (
    select 1 from counter known
    where known.office = :office and known.number = :counter and known.version = :version
);

-- name: feed_counter_service(office, counter, service, version)*!
insert into counter_service (office, counter, service)
select :office, :counter, :service
from counter known
where known.office = :office and known.number = :counter and known.version = :version;

-- name: feed_staff(id, office, name, full_name, role, active, created_at, version)*!
-- Without a password nobody signs in here: the office's own machine does. As below, a row of another
-- office is left without one, which no row may be: the whole batch is refused.
insert into staff (id, office, name, full_name, role, password_hash, must_change, active,
    created_at, version)
values (:id, :office, :name, :full_name, :role, '-', 1, :active, :created_at, :version)
on conflict (id) do update
set office = case when staff.office = excluded.office then staff.office end,
    name = excluded.name, full_name = excluded.full_name, role = excluded.role,
    active = excluded.active, version = excluded.version
where staff.office <> excluded.office or staff.version < excluded.version;

-- name: feed_device(id, office, kind, name, counter, zone, printer, created_at, revoked_at, help_at, version)*!
insert into device (id, office, kind, name, counter, zone, printer, created_at, revoked_at, help_at,
    version)
values (:id, :office, :kind, :name, :counter, :zone, :printer, :created_at, :revoked_at, :help_at,
    :version)
on conflict (id) do update
set office = case when device.office = excluded.office then device.office end,
    kind = excluded.kind, name = excluded.name, counter = excluded.counter, zone = excluded.zone,
    printer = excluded.printer, revoked_at = excluded.revoked_at, help_at = excluded.help_at,
    version = excluded.version
where device.office <> excluded.office or device.version < excluded.version;

-- name: feed_session(id, office, counter, staff, opened_at, paused_at, paused_reason, paused_s, closed_at, version)*!
insert into counter_session (id, office, counter, staff, opened_at, paused_at, paused_reason,
    paused_s, closed_at, version)
values (:id, :office, :counter, :staff, :opened_at, :paused_at, :paused_reason, :paused_s,
    :closed_at, :version)
on conflict (id) do update
set office = case when counter_session.office = excluded.office then counter_session.office end,
    paused_at = excluded.paused_at, paused_reason = excluded.paused_reason,
    paused_s = excluded.paused_s, closed_at = excluded.closed_at, version = excluded.version
where counter_session.office <> excluded.office or counter_session.version < excluded.version;

-- name: feed_free_counter(id, office, counter, version)*!
-- Who stands at a counter now pushes out who stood there: that one's newer row is on its way, and
-- its version here stays the old one. A row that comes late pushes nobody.
update ticket set state = 'waiting', counter = null
where office = :office and counter = :counter and state in ('called', 'serving') and id <> :id
    and not exists (
        select 1 from ticket known where known.id = :id and known.version >= :version
    );

-- name: feed_ticket(id, office, day, service, number, label, state, queue_class, channel, language, issued_at, queued_at, waiting_since, for_counter, counter, staff, calls, called_at, started_at, finished_at, parked_at, missed_at, waited_s, walked_s, service_s, parked_s, returned, priority_reason, note, people_ahead, estimate_low_min, estimate_high_min, issued_service, device, version)*!
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
)
on conflict (id) do update
set office = case when ticket.office = excluded.office then ticket.office end,
    service = excluded.service, state = excluded.state, queue_class = excluded.queue_class,
    queued_at = excluded.queued_at, waiting_since = excluded.waiting_since,
    for_counter = excluded.for_counter, counter = excluded.counter, staff = excluded.staff,
    calls = excluded.calls, called_at = excluded.called_at, started_at = excluded.started_at,
    finished_at = excluded.finished_at, parked_at = excluded.parked_at,
    missed_at = excluded.missed_at, waited_s = excluded.waited_s, walked_s = excluded.walked_s,
    service_s = excluded.service_s, parked_s = excluded.parked_s, returned = excluded.returned,
    note = excluded.note, version = excluded.version
where ticket.office <> excluded.office or ticket.version < excluded.version;

-- name: feed_event(office, version, position, ticket, act, at, from_state, to_state, counter, staff, device, queue_class, service, reason, undone)*!
-- Events are only appended; what can come later is that one was undone. One of another office's
-- ticket has no office, which no event may lack.
insert into ticket_event (office, version, position, ticket, act, at, from_state, to_state, counter,
    staff, device, queue_class, service, reason, undone)
values (
    (select known.office from ticket known where known.id = :ticket and known.office = :office),
    :version, :position, :ticket, :act, :at, :from_state, :to_state, :counter, :staff, :device,
    :queue_class, :service, :reason, :undone
)
on conflict (office, version, position) do update
set undone = excluded.undone
where ticket_event.undone < excluded.undone;

-- name: feed_rating(ticket, office, day, service, counter, staff, level, reasons, comment, criteria, channel, language, device, shown_ms, rated_at, version)*!
-- One of another office's ticket has no office, which no rating may lack.
insert into rating (ticket, office, day, service, counter, staff, level, reasons, comment, criteria,
    channel, language, device, shown_ms, rated_at, version)
values (
    :ticket,
    (select known.office from ticket known where known.id = :ticket and known.office = :office),
    :day, :service, :counter, :staff, :level, :reasons, :comment, :criteria, :channel, :language,
    :device, :shown_ms, :rated_at, :version
)
on conflict (ticket) do nothing;

-- name: feed_seen(id, office, last_seen_at, address, mark)*!
-- The later look at a device wins. `mark` says that it is paired; it opens nothing.
update device
set last_seen_at = :last_seen_at, address = :address, token_hash = :mark
where id = :id and office = :office and revoked_at is null
    and (last_seen_at is null or last_seen_at <= :last_seen_at);

-- name: feed_print(id, office, ticket, printer, device, copy, state, reason, warning, created_at, ended_at, version)*!
-- A job whose ticket has not come yet comes again with the next report.
insert into print_job (id, office, ticket, printer, device, copy, state, reason, warning,
    created_at, ended_at, version)
select :id, :office, t.id, :printer, :device, :copy, :state, :reason, :warning, :created_at,
    :ended_at, :version
from ticket t
where t.id = :ticket and t.office = :office
on conflict (id) do update
set state = excluded.state, reason = excluded.reason, warning = excluded.warning,
    ended_at = excluded.ended_at, version = excluded.version
where print_job.office = excluded.office and print_job.version < excluded.version;

-- name: feed_forget_prints(office, printer, created_at)*!
-- Only the last job of a printer tells of its health.
delete from print_job
where office = :office and printer = :printer and created_at < :created_at;

-- name: owner_of_staff(id)$
select office from staff where id = :id;

-- name: owner_of_device(id)$
select office from device where id = :id;

-- name: owner_of_session(id)$
select office from counter_session where id = :id;

-- name: owner_of_ticket(id)$
select office from ticket where id = :id;

-- name: ticket_with_number(office, day, issued_service, number)^
select id, state, version from ticket
where office = :office and day = :day and issued_service = :issued_service and number = :number;

-- name: mirror_office(office, names, slogans, greetings, notices, hotline, timezone, languages, current_day)!
update office
set names = :names, slogans = :slogans, greetings = :greetings, notices = :notices,
    hotline = :hotline, timezone = :timezone, languages = :languages, current_day = :current_day
where id = :office;

-- name: begin_mirror_services(office)!
-- What stood here before the office's machine spoke gives way to whatever it says.
update service set active = 0, version = -1 where office = :office;

-- name: begin_mirror_counters(office)!
update counter set active = 0, version = -1 where office = :office;

-- name: is_fed(office)$
select fed from office where id = :office;

-- name: set_fed(office)!
update office set fed = 1 where id = :office;

-- name: has_own_tickets(office)$
select 1 from ticket where office = :office limit 1;

-- name: add_intake(office)!
insert into intake (office) values (:office) on conflict (office) do nothing;

-- name: set_intake_token(office, token_hash, token_made_at)!
update intake set token_hash = :token_hash, token_made_at = :token_made_at, revoked_at = null
where office = :office;

-- name: revoke_intake_token(office, revoked_at)!
-- The hash stays, so that a machine that still has the token is known.
update intake set revoked_at = :revoked_at
where office = :office and token_hash is not null and revoked_at is null;

-- name: intake_of_token(token_hash)^
select i.office, i.token_hash, i.revoked_at, o.code
from intake i
join office o on o.id = i.office
where i.token_hash = :token_hash;

-- name: get_intake(office)^
select office, source, epoch, acked, newest, program, heard_at, clock_ahead_s, behind, refusal,
    refusal_facts, refused_at, revoked_at, token_hash, token_made_at, directives
from intake
where office = :office;

-- name: list_intakes()
-- Every office that feeds this house, with where it stands.
select i.office, o.code, o.names, i.acked, i.program, i.heard_at, i.clock_ahead_s, i.behind,
    i.refusal, i.refusal_facts, i.refused_at, i.revoked_at, i.token_made_at,
    (select count(*) from directive d where d.office = i.office and d.outcome is null) as directives_open
from intake i
join office o on o.id = i.office
order by o.code
limit 10000;

-- name: note_heard(office, source, epoch, acked, newest, program, heard_at, clock_ahead_s, behind)!
update intake
set source = :source, epoch = :epoch, acked = :acked, program = :program, heard_at = :heard_at,
    newest = case when newest < :newest then :newest else newest end, clock_ahead_s = :clock_ahead_s, behind = :behind, refusal = null, refusal_facts = null,
    refused_at = null
where office = :office;

-- name: note_intake_refused(office, refusal, refusal_facts, refused_at, since)!
-- The same refusal is noted again only after a while: a stranger may knock often.
update intake
set refusal = :refusal, refusal_facts = :refusal_facts, refused_at = :refused_at
where office = :office
    and (refused_at is null or refusal <> :refusal or refused_at < :since);

-- name: next_directive(office)$
update intake set directives = directives + 1
where office = :office
returning directives;

-- name: add_directive(office, number, kind, body, made_at, made_by)!
insert into directive (office, number, kind, body, made_at, made_by)
values (:office, :number, :kind, :body, :made_at, :made_by);

-- name: directives_after(office, number, most)
select number, kind, body
from directive
where office = :office and number > :number
order by number
limit :most;

-- name: answer_directive(office, number, outcome, code, facts, answered_at)*!
-- The first answer stands: a machine restored from a backup is given it once more.
update directive
set outcome = :outcome, code = :code, facts = :facts, answered_at = :answered_at
where office = :office and number = :number and outcome is null;

-- name: list_directives(office)
-- The newest first, without their content: an account's has a password's hash in it.
select number, kind, made_at, made_by, outcome, code, facts, answered_at
from directive
where office = :office
order by number desc
limit 200;
