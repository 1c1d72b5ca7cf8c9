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
-- Of a day, or of a month.
delete from visit_sum
where office = :office and day = :day
    and kind in ('office', 'service', 'counter', 'staff');

-- name: add_sums(office, day, kind, part, taken, served, missed, cancelled, expired, level_1, level_2, level_3, level_4, level_5, reasons, waits, walks, services)*!
insert into visit_sum (office, day, kind, part, taken, served, missed, cancelled, expired,
    level_1, level_2, level_3, level_4, level_5, reasons, waits, walks, services)
values (:office, :day, :kind, :part, :taken, :served, :missed, :cancelled, :expired,
    :level_1, :level_2, :level_3, :level_4, :level_5, :reasons, :waits, :walks, :services);

-- name: mark_month(office, month, mark)!
-- A day of the month was summed; every mark is another one.
insert into summed_month (office, month, mark)
values (:office, :month, :mark)
on conflict (office, month) do update set mark = excluded.mark;

-- name: months_to_sum(most, fed_before)
-- Those that are over in their office and whose days are all summed, the latest first.
select m.office, m.month, m.mark
from summed_month m
join office o on o.id = m.office
where m.mark <> ''
    and (m.month < substr(o.current_day, 1, 7) or (o.fed = 1 and m.month < :fed_before))
    and not exists (
        select 1 from stale_day s
        where s.office = m.office and s.day between m.month || '-01' and m.month || '-31'
    )
order by m.month desc, m.office
limit :most;

-- name: sums_of_days(office, month)
select kind, part, taken, served, missed, cancelled, expired,
    level_1, level_2, level_3, level_4, level_5, reasons, waits, walks, services
from visit_sum
where office = :office and kind in ('office', 'service', 'counter', 'staff')
    and day between :month || '-01' and :month || '-31'
order by kind, part, day
limit 100000;

-- name: settle_month(office, month, mark)!
-- Changes no row when a day of the month was summed since.
update summed_month
set mark = ''
where office = :office and month = :month and mark = :mark;
