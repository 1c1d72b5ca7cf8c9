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


-- name: list_comments(office, first, last, before, limit)
-- What citizens wrote about visits of the days, the newest first, said before an instant. Neither
-- counter nor clerk: a comment is no judgement of one person. The ticket only settles a tie.
select r.day, r.rated_at, r.service, s.names, r.level, r.reasons, r.comment, r.channel, r.language
from rating r
left join service s on s.office = r.office and s.code = r.service
where r.office = :office and r.day between :first and :last
    and r.comment is not null and r.rated_at < :before
order by r.rated_at desc, r.ticket desc
limit :limit;
