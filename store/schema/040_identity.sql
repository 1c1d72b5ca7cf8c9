-- Sign-in through a province's own identity provider.

create table staff_identity (
    issuer text not null,
    subject text not null,
    staff text not null unique references staff (id),
    signed_in_at text not null,
    primary key (issuer, subject)
);

create table identity_session (
    token_hash text primary key references staff_session (token_hash) on delete cascade,
    id_token text not null
);

create table identity_attempt (
    state_hash text primary key,
    browser_hash text not null,
    data text not null,
    wanted text not null,
    address text not null,
    expires_at text not null,
    taken_at text
);

create index identity_attempt_by_address on identity_attempt (address, expires_at);

create index identity_attempt_by_age on identity_attempt (expires_at);
