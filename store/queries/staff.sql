-- name: add_staff(id, office, name, full_name, role, password_hash, must_change, created_at, version)!
insert into staff (id, office, name, full_name, role, password_hash, must_change, created_at,
    version)
values (:id, :office, :name, :full_name, :role, :password_hash, :must_change, :created_at,
    :version);

-- name: get_staff(id)^
select p.id, p.office, o.code as office_code, p.name, p.full_name, p.role, p.password_hash,
    p.must_change, p.active, p.created_at, p.version
from staff p
join office o on o.id = p.office
where p.id = :id;

-- name: staff_of_office(office, name)^
select id, office, name, full_name, role, password_hash, must_change, active, created_at, version
from staff
where office = :office and name = :name;

-- name: staff_signing_in(name, code)
-- Those whom a sign-in name may mean: of the office with this code, of any office without one,
-- those at the top of a tree first. Two are enough to know whether the name alone says who it is.
-- Whom an identity provider signs in has no password, and means nobody here.
select p.id, p.office, o.code as office_code, p.name, p.full_name, p.role, p.password_hash,
    p.must_change, p.active, case when o.parent is null then 1 else 0 end as at_top
from staff p
join office o on o.id = p.office
where p.name = :name and p.active = 1 and p.password_hash <> '' and (:code = '' or o.code = :code)
order by at_top desc, p.id
limit 2;

-- name: list_staff(office)
select id, name, full_name, role, password_hash, must_change, active, created_at, version
from staff
where office = :office
order by active desc, name
limit 2000;

-- name: count_staff(office)$
select count(*) from staff where office = :office;

-- name: update_staff(id, name, full_name, role, active, version)!
update staff
set name = :name, full_name = :full_name, role = :role, active = :active, version = :version
where id = :id;

-- name: set_password(id, password_hash, must_change)!
update staff set password_hash = :password_hash, must_change = :must_change
where id = :id;

-- name: hold_staff(id, password_hash)!
-- Changes nothing, but waits for who is changing this person, and holds off who would: no row where
-- the person was put away or has another password by then.
update staff set active = active
where id = :id and active = 1 and password_hash = :password_hash;

-- name: count_other_managers(office, id)$
select count(*)
from staff
where office = :office and active = 1 and role in ('manager', 'administrator') and id <> :id;

-- name: add_staff_session(token_hash, staff, csrf, created_at, expires_at)!
insert into staff_session (token_hash, staff, csrf, created_at, expires_at)
values (:token_hash, :staff, :csrf, :created_at, :expires_at);

-- name: staff_of_session(token_hash, now)^
select p.id, p.office, p.name, p.full_name, p.role, p.must_change, s.csrf, s.expires_at
from staff_session s
join staff p on p.id = s.staff
where s.token_hash = :token_hash and s.expires_at > :now and p.active = 1;

-- name: end_staff_session(token_hash)!
delete from staff_session where token_hash = :token_hash;

-- name: end_staff_sessions(staff, but)!
-- `but` is the hash of the session that stays, or empty.
delete from staff_session where staff = :staff and token_hash <> :but;

-- name: forget_staff_sessions(now)!
delete from staff_session where expires_at <= :now;

-- name: add_sign_in_failure(name, address, at)!
insert into sign_in_failure (name, address, at)
values (:name, :address, :at);

-- name: sign_in_failures(name, address, since)^
-- `first_…` are the oldest failures that still count.
select
    sum(case when name = :name then 1 else 0 end) as of_name,
    min(case when name = :name then at end) as first_of_name,
    sum(case when address = :address then 1 else 0 end) as of_address,
    min(case when address = :address then at end) as first_of_address
from sign_in_failure
where at > :since and (name = :name or address = :address);

-- name: clear_sign_in_failures(name)!
delete from sign_in_failure where name = :name;

-- name: forget_sign_in_failures(before)!
delete from sign_in_failure where at <= :before;
