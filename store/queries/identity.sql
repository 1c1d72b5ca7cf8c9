-- name: staff_of_identity(issuer, subject)^
select p.id, p.office, p.name, p.full_name, p.role, p.active
from staff_identity i
join staff p on p.id = i.staff
where i.issuer = :issuer and i.subject = :subject;

-- name: add_identity(issuer, subject, staff, signed_in_at)!
insert into staff_identity (issuer, subject, staff, signed_in_at)
values (:issuer, :subject, :staff, :signed_in_at);

-- name: note_identity(staff, signed_in_at)!
update staff_identity set signed_in_at = :signed_in_at where staff = :staff;

-- name: move_staff(id, office, name, full_name, role, version)!
-- What the provider says of somebody; whether they are let in stays the house's own.
update staff
set office = :office, name = :name, full_name = :full_name, role = :role, version = :version
where id = :id;

-- name: office_of_code(code)$
select id from office where code = :code;

-- name: add_identity_session(token_hash, id_token)!
insert into identity_session (token_hash, id_token)
values (:token_hash, :id_token);

-- name: id_token_of_session(token_hash)$
select id_token from identity_session where token_hash = :token_hash;

-- name: add_attempt(state_hash, browser_hash, data, wanted, address, expires_at)!
insert into identity_attempt (state_hash, browser_hash, data, wanted, address, expires_at)
values (:state_hash, :browser_hash, :data, :wanted, :address, :expires_at);

-- name: take_attempt(state_hash, browser_hash, now)^
-- Each attempt is taken once, by the browser that began it.
update identity_attempt
set taken_at = :now
where state_hash = :state_hash and browser_hash = :browser_hash and taken_at is null
    and expires_at > :now
returning data, wanted;

-- name: end_attempt(state_hash)!
delete from identity_attempt where state_hash = :state_hash;

-- name: attempts_of_address(address, now)^
-- Those under way and those that came to nothing; `first` is when the oldest is forgotten.
select count(*) as many, min(expires_at) as first
from identity_attempt
where address = :address and expires_at > :now;

-- name: forget_attempts(now)!
delete from identity_attempt where expires_at <= :now;

-- name: others_named(office, name, staff)$
select count(*) from staff where office = :office and name = :name and id <> :staff;
