-- name: mark_day(office, day, mark)!
-- The visits of a day that is over changed; every mark is another one.
insert into stale_day (office, day, mark)
values (:office, :day, :mark)
on conflict (office, day) do update set mark = excluded.mark;

-- name: days_to_sum(most, fed_before)
-- Those that are over in their office, the latest first: they are asked for most.
select s.office, s.day, s.mark
from stale_day s
join office o on o.id = s.office
where s.day < o.current_day or (o.fed = 1 and s.day < :fed_before)
order by s.day desc, s.office
limit :most;

-- name: unmark_day(office, day, mark)!
-- Changes no row when the day was marked again since.
delete from stale_day
where office = :office and day = :day and mark = :mark;

-- name: forget_sums(office, day)!
delete from visit_sum
where office = :office and day = :day
    and kind in ('office', 'service', 'counter', 'staff');

-- name: add_sum(office, day, kind, part, taken, served, missed, cancelled, expired, level_1, level_2, level_3, level_4, level_5, reasons, waits, walks, services)!
insert into visit_sum (office, day, kind, part, taken, served, missed, cancelled, expired,
    level_1, level_2, level_3, level_4, level_5, reasons, waits, walks, services)
values (:office, :day, :kind, :part, :taken, :served, :missed, :cancelled, :expired,
    :level_1, :level_2, :level_3, :level_4, :level_5, :reasons, :waits, :walks, :services);
