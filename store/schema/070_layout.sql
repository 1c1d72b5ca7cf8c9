-- `layout` names what the office's services, counters and days apart are now: another random text
-- whenever one of their rows is written (store/layouts.py), so that what was read under a name may be
-- kept in memory by any number of processes.

alter table office add column layout text not null default '';
