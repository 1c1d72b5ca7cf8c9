-- What tells this database from a copy of it that lies or runs elsewhere: store/home.py compares it
-- at each start with what the engine says of itself.

create table store_home (
    one integer primary key check (one = 1),
    identity text not null
);
