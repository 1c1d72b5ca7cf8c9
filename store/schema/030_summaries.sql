-- Figures of days that are over, so that a year's report of a province reads 25,000 rows and not
-- 7.5 million visits. They are made from the visits by operations/summaries.py, and only read
-- where no mark in `stale_day` says that the visits of the day changed since.

create table stale_day (
    office text not null references office (id),
    day text not null,
    mark text not null,
    primary key (office, day)
);

-- `kind` is office, service, counter or staff; `part` is the key of the part, '' for the whole
-- office or for none. `reasons` maps a combination of reasons to how often it was chosen. The last
-- three hold a character for each served visit, its duration: see operations/durations.py.

create table visit_sum (
    office text not null references office (id),
    day text not null,
    kind text not null,
    part text not null,
    taken integer not null,
    served integer not null,
    missed integer not null,
    cancelled integer not null,
    expired integer not null,
    level_1 integer not null,
    level_2 integer not null,
    level_3 integer not null,
    level_4 integer not null,
    level_5 integer not null,
    reasons text not null,
    waits text not null,
    walks text not null,
    services text not null,
    primary key (office, kind, day, part)
);

insert into stale_day (office, day, mark)
select distinct office, day, '' from ticket;
