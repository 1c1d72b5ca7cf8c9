-- name: get_visit_to_rate(office, ticket)^
-- The ticket with what its rating will keep of it.
select id, day, service, counter, staff, state, finished_at
from ticket
where office = :office and id = :ticket;

-- name: add_rating(ticket, office, day, service, counter, staff, level, reasons, comment, channel, language, device, shown_ms, rated_at, version)!
-- Changes no row when the ticket is rated already.
insert into rating (ticket, office, day, service, counter, staff, level, reasons, comment,
    channel, language, device, shown_ms, rated_at, version)
values (:ticket, :office, :day, :service, :counter, :staff, :level, :reasons, :comment,
    :channel, :language, :device, :shown_ms, :rated_at, :version)
on conflict (ticket) do nothing;
