-- Sums of months that are over, so that a year's report of a province reads 1,200 rows and not
-- 25,000. They stand in `visit_sum` beside the sums of the days that they are made of, with the
-- month ("2026-03") for their day.

-- A row for each month that has summed days. `mark` is '' while the sums of the month are true, and
-- another one each time that a day of it was summed, until the month is.

create table summed_month (
    office text not null references office (id),
    month text not null,
    mark text not null,
    primary key (office, month)
);

create index summed_month_open on summed_month (month, office) where mark <> '';

insert into summed_month (office, month, mark)
select distinct office, substr(day, 1, 7), 'days' from visit_sum;
