-- The house's memory. One schema for SQLite and PostgreSQL: text, integer and bigint only.
-- Instants are UTC ISO-8601 text with milliseconds and Z; days are the office's own, YYYY-MM-DD.
-- `version` is the office's version at the row's last change. Names are JSON maps, language to text.

create table office (
    id text primary key,
    code text not null unique,
    kind text not null,
    names text not null,
    slogans text not null,
    greetings text not null,
    notices text not null,
    hotline text not null,
    timezone text not null,
    languages text not null,
    epoch text not null,
    current_day text not null,
    version bigint not null default 0
);

create table closed_day (
    office text not null references office (id),
    day text not null,
    names text not null,
    primary key (office, day)
);

create table special_day (
    office text not null references office (id),
    day text not null,
    names text not null,
    spans text not null,
    primary key (office, day)
);

create table service (
    office text not null references office (id),
    code text not null,
    names text not null,
    abouts text not null,
    icon text not null,
    typical_s integer not null,
    daily_cap integer not null default 0,
    hours text,
    paused integer not null default 0,
    active integer not null default 1,
    position integer not null default 0,
    version bigint not null default 0,
    primary key (office, code)
);

create table service_procedure (
    id text primary key,
    office text not null,
    service text not null,
    code text not null,
    names text not null,
    keywords text not null,
    papers text not null,
    days integer,
    fee_vnd integer,
    folded text not null,
    active integer not null default 1,
    position integer not null default 0,
    version bigint not null default 0,
    foreign key (office, service) references service (office, code)
);

create index service_procedure_by_office on service_procedure (office, service, position);

create table counter (
    office text not null references office (id),
    number integer not null,
    names text not null,
    zone text not null default '',
    active integer not null default 1,
    version bigint not null default 0,
    primary key (office, number)
);

create table counter_service (
    office text not null,
    counter integer not null,
    service text not null,
    primary key (office, counter, service),
    foreign key (office, counter) references counter (office, number),
    foreign key (office, service) references service (office, code)
);

create table staff (
    id text primary key,
    office text not null references office (id),
    name text not null,
    full_name text not null,
    role text not null,
    password_hash text not null,
    must_change integer not null default 0,
    active integer not null default 1,
    created_at text not null,
    version bigint not null default 0,
    unique (office, name)
);

create index staff_by_name on staff (name);

create table staff_session (
    token_hash text primary key,
    staff text not null references staff (id),
    csrf text not null,
    created_at text not null,
    expires_at text not null
);

create table sign_in_failure (
    name text not null,
    address text not null,
    at text not null
);

create index sign_in_failure_by_name on sign_in_failure (name, at);

create table counter_session (
    id text primary key,
    office text not null,
    counter integer not null,
    staff text references staff (id),
    opened_at text not null,
    paused_at text,
    paused_reason text,
    paused_s integer not null default 0,
    closed_at text,
    version bigint not null,
    foreign key (office, counter) references counter (office, number)
);

create unique index counter_session_one_clerk on counter_session (office, counter)
where closed_at is null;

create unique index counter_session_one_counter on counter_session (office, staff)
where closed_at is null;

create table device (
    id text primary key,
    office text not null references office (id),
    kind text not null,
    name text not null,
    counter integer,
    zone text not null default '',
    printer text,
    token_hash text unique,
    created_at text not null,
    revoked_at text,
    last_seen_at text,
    address text,
    help_at text,
    version bigint not null default 0
);

create table pairing (
    id text primary key,
    kind text not null,
    code text not null,
    state text not null,
    link_hash text unique,
    device text references device (id),
    address text not null default '',
    created_at text not null,
    expires_at text not null
);

create index pairing_by_code on pairing (code, state);

create index pairing_by_address on pairing (address, created_at);

-- Times are sums over a visit, also through parking and transfer: waited_s (waiting to called),
-- walked_s (called to started), service_s (started to finished), parked_s. Reports read these.

create table ticket (
    id text primary key,
    office text not null,
    day text not null,
    service text not null,
    number integer not null,
    label text not null,
    state text not null,
    queue_class text not null,
    channel text not null,
    language text not null,
    issued_at text not null,
    queued_at text not null,
    for_counter integer,
    counter integer,
    staff text,
    calls integer not null default 0,
    called_at text,
    started_at text,
    finished_at text,
    parked_at text,
    missed_at text,
    waiting_since text not null,
    waited_s integer not null default 0,
    walked_s integer not null default 0,
    service_s integer not null default 0,
    parked_s integer not null default 0,
    returned integer not null default 0,
    priority_reason text,
    note text,
    people_ahead integer not null default 0,
    estimate_low_min integer,
    estimate_high_min integer,
    issued_service text not null,
    device text,
    version bigint not null,
    foreign key (office, service) references service (office, code)
);

create unique index ticket_number on ticket (office, day, issued_service, number);

-- Where a query asks for one state, SQLite uses a partial index only if its condition names that
-- state with `or`, not with `in`; PostgreSQL takes both.

create index ticket_held on ticket (office, state)
where state = 'parked' or state = 'missed';

create index ticket_line on ticket (office, service, queue_class, queued_at, number, id)
where state = 'waiting';

create index ticket_place on ticket (office, queued_at)
where state = 'waiting';

create index ticket_for_counter on ticket (office, for_counter, queued_at, number, id)
where state = 'waiting' and for_counter is not null;

create index ticket_recent on ticket (office, service, finished_at)
where state = 'served';

create index ticket_by_counter on ticket (office, day, counter)
where counter is not null;

create index ticket_by_device on ticket (device, issued_at);

create unique index ticket_one_at_counter on ticket (office, counter)
where state in ('called', 'serving');

create table ticket_event (
    office text not null,
    version bigint not null,
    position integer not null,
    ticket text not null references ticket (id),
    act text not null,
    at text not null,
    from_state text,
    to_state text not null,
    counter integer,
    staff text,
    device text,
    queue_class text not null,
    service text not null,
    reason text,
    before text,
    undone integer not null default 0,
    primary key (office, version, position)
);

create index ticket_event_by_ticket on ticket_event (ticket, version, position);

create index ticket_event_by_counter on ticket_event (office, counter, version, position)
where counter is not null;

create index ticket_event_calls on ticket_event (office, service, version, position)
where act = 'call' and undone = 0;

create index ticket_event_announced on ticket_event (office, version, position)
where act in ('call', 'recall', 'resume') and undone = 0;

create table rating (
    ticket text primary key references ticket (id),
    office text not null,
    day text not null,
    service text not null,
    counter integer,
    staff text,
    level integer not null,
    reasons text not null,
    comment text,
    criteria text,
    channel text not null,
    language text not null,
    device text,
    shown_ms integer,
    rated_at text not null,
    version bigint not null
);

create index rating_by_day on rating (office, day);

create table print_job (
    id text primary key,
    office text not null,
    ticket text not null references ticket (id),
    printer text not null,
    device text,
    copy integer not null default 0,
    state text not null,
    reason text,
    warning text,
    created_at text not null,
    ended_at text,
    version bigint not null
);

create index print_job_open on print_job (printer, state, created_at);

create index print_job_by_printer on print_job (office, printer, created_at);

create index print_job_by_ticket on print_job (ticket, created_at);

create table kept_answer (
    caller text not null,
    key text not null,
    request_hash text not null,
    status integer not null,
    body text not null,
    kept_at text not null,
    primary key (caller, key)
);

create index kept_answer_by_age on kept_answer (kept_at);
