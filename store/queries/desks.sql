-- name: open_session_of_counter(office, counter)^
select s.id, s.office, s.counter, s.staff, s.opened_at, s.paused_at, s.paused_reason, s.paused_s,
    p.full_name
from counter_session s
left join staff p on p.id = s.staff
where s.office = :office and s.counter = :counter and s.closed_at is null;

-- name: open_session_of_staff(office, staff)^
select id, counter
from counter_session
where office = :office and staff = :staff and closed_at is null;

-- name: add_session(id, office, counter, staff, opened_at, version)!
insert into counter_session (id, office, counter, staff, opened_at, version)
values (:id, :office, :counter, :staff, :opened_at, :version);

-- name: pause_session(id, paused_at, paused_reason, version)!
update counter_session
set paused_at = :paused_at, paused_reason = :paused_reason, version = :version
where id = :id and paused_at is null and closed_at is null;

-- name: resume_session(id, paused_s, version)!
update counter_session
set paused_at = null, paused_reason = null, paused_s = :paused_s, version = :version
where id = :id and paused_at is not null and closed_at is null;

-- name: close_session(id, closed_at, version)!
update counter_session
set closed_at = :closed_at, version = :version
where id = :id and closed_at is null;

-- name: close_all_sessions(office, closed_at, version)!
update counter_session
set closed_at = :closed_at, version = :version
where office = :office and closed_at is null;
