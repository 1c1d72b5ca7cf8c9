-- name: add_print(id, office, ticket, printer, device, created_at, version)^
-- A copy, where paper came out of an earlier job, or may have.
insert into print_job (id, office, ticket, printer, device, copy, state, created_at, version)
values (
    :id, :office, :ticket, :printer, :device,
    (
        select case when count(*) > 0 then 1 else 0 end
        from print_job p
        where p.ticket = :ticket and p.state <> 'failed'
    ),
    'queued', :created_at, :version
)
returning id, office, ticket, printer, device, copy, state, reason, warning, created_at, ended_at,
    version, (select label from ticket t where t.id = print_job.ticket) as label;

-- name: get_print(id)^
select p.id, p.office, p.ticket, p.printer, p.device, p.copy, p.state, p.reason, p.warning,
    p.created_at, p.ended_at, p.version, t.label
from print_job p
join ticket t on t.id = p.ticket
where p.id = :id;

-- name: start_print(id)!
update print_job set state = 'printing' where id = :id and state = 'queued';

-- name: end_print(id, state, reason, warning, ended_at, version)!
update print_job
set state = :state, reason = :reason, warning = :warning, ended_at = :ended_at,
    version = :version
where id = :id and state = 'printing';

-- name: drop_queued_prints(ticket)!
-- Jobs that no printer has begun: their ticket is not wanted any more.
delete from print_job where ticket = :ticket and state = 'queued';

-- name: print_states(ticket)
select state from print_job
where ticket = :ticket
order by created_at, id
limit 1000;

-- name: queued_prints(printer)
select id, office from print_job
where state = 'queued' and printer = :printer
order by created_at, id
limit 100;

-- name: interrupted_prints(before)
-- Jobs that a stopped server left in the middle: nobody knows what came out.
select id, office from print_job
where state = 'printing' and ended_at is null and created_at <= :before
order by created_at, id
limit 1000;

-- name: last_print_of_printers(office)
select p.printer, p.state, p.reason, p.warning, p.ended_at
from print_job p
where p.office = :office and p.state in ('printed', 'unknown', 'failed')
    and p.created_at = (
        select max(q.created_at) from print_job q
        where q.office = p.office and q.printer = p.printer
            and q.state in ('printed', 'unknown', 'failed'))
order by p.printer, p.id
limit 100;

-- name: unprinted_since(office, printer, since)$
select count(*) from print_job
where office = :office and printer = :printer and state in ('unknown', 'failed')
    and created_at >= :since;
