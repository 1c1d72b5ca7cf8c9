-- A stand-alone office and its province. `upstream` and `directive_outcome` belong to the office's
-- own machine, `intake` and `directive` to the province; `number_jump` to whoever was restored.

-- What this office knows of its province. `state`: well; restored (from a backup, nothing done yet);
-- apart (went on alone, its missing rows are still to be fetched); returned (has all rows, the
-- province has not been told yet). `standing` is the version of the backup.

create table upstream (
    office text primary key references office (id),
    acked bigint not null default -1,
    state text not null default 'well',
    standing bigint not null default -1,
    directive bigint not null default 0,
    heard_at text,
    refusal text,
    refused_at text,
    since text
);

create table directive_outcome (
    office text not null references office (id),
    number bigint not null,
    outcome text not null,
    code text,
    facts text,
    primary key (office, number)
);

-- After a restore no number up to `above` is given on that day; `skipped` of them nobody got.

create table number_jump (
    office text not null references office (id),
    day text not null,
    service text not null,
    above integer not null,
    skipped integer not null,
    primary key (office, day, service)
);

-- Where the province stands with an office that feeds it. `source` and `epoch` are the machine's
-- own: its office's id and the epoch in which it counts versions. Everything up to `acked` is here;
-- `newest` is the last version that the machine was ever heard to have, since rows that others name
-- come ahead of their turn. `behind` is how many changes it had not sent yet.

create table intake (
    office text primary key references office (id),
    token_hash text unique,
    token_made_at text,
    revoked_at text,
    source text,
    epoch text,
    acked bigint not null default -1,
    newest bigint not null default -1,
    program text,
    heard_at text,
    clock_ahead_s integer,
    behind bigint,
    refusal text,
    refusal_facts text,
    refused_at text,
    directives bigint not null default 0
);

create table directive (
    office text not null references office (id),
    number bigint not null,
    kind text not null,
    body text not null,
    made_at text not null,
    made_by text,
    outcome text,
    code text,
    facts text,
    answered_at text,
    primary key (office, number)
);

create index rating_by_version on rating (office, version);

create index counter_session_by_version on counter_session (office, version);
