-- What citizens wrote, apart from the many ratings without words: the newest of each office are found
-- by its key, and what they are chosen by stands in it.

create index rating_comments on rating (office, rated_at, level, service, day)
where comment is not null;
