-- name: get_visit_to_rate(office, ticket)^
-- The ticket with what its rating will keep of it, and whether it is rated.
select t.id, t.day, t.service, t.counter, t.staff, t.state, t.finished_at,
    case when r.ticket is null then 0 else 1 end as rated
from ticket t
left join rating r on r.ticket = t.id
where t.office = :office and t.id = :ticket;

-- name: add_rating(ticket, office, day, service, counter, staff, level, reasons, comment, channel, language, device, shown_ms, rated_at, version)!
-- Changes no row when the ticket is rated already.
insert into rating (ticket, office, day, service, counter, staff, level, reasons, comment,
    channel, language, device, shown_ms, rated_at, version)
values (:ticket, :office, :day, :service, :counter, :staff, :level, :reasons, :comment,
    :channel, :language, :device, :shown_ms, :rated_at, :version)
on conflict (ticket) do nothing;
