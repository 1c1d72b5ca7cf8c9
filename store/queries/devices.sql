-- name: add_device(id, office, kind, name, counter, zone, printer, token_hash, created_at, version)!
insert into device (id, office, kind, name, counter, zone, printer, token_hash, created_at, version)
values (:id, :office, :kind, :name, :counter, :zone, :printer, :token_hash, :created_at, :version);

-- name: device_of_token(token_hash)^
select id, office, kind, name, counter, zone, printer, last_seen_at
from device
where token_hash = :token_hash and revoked_at is null;

-- name: get_device(office, id)^
select id, office, kind, name, counter, zone, printer, token_hash, created_at, last_seen_at,
    address, help_at, version
from device
where office = :office and id = :id and revoked_at is null;

-- name: list_devices(office)
select id, office, kind, name, counter, zone, printer, token_hash, created_at, last_seen_at,
    address, help_at, version
from device
where office = :office and revoked_at is null
order by kind, name, id
limit 1000;

-- name: devices_that_name_printers()
-- Of the offices that work here, with their codes.
select o.code as office, d.name, d.printer
from device d
join office o on o.id = d.office
where d.printer <> '' and d.revoked_at is null and o.fed = 0
order by o.code, d.name, d.id
limit 10000;

-- name: update_device(id, name, counter, zone, printer, version)!
update device
set name = :name, counter = :counter, zone = :zone, printer = :printer, version = :version
where id = :id and revoked_at is null;

-- name: set_device_token(id, token_hash)!
update device set token_hash = :token_hash
where id = :id and revoked_at is null;

-- name: revoke_device(office, id, revoked_at, version)!
update device
set revoked_at = :revoked_at, token_hash = null, help_at = null, version = :version
where office = :office and id = :id and revoked_at is null;

-- name: note_device_seen(id, last_seen_at, address)!
update device
set last_seen_at = :last_seen_at, address = coalesce(:address, address)
where id = :id and revoked_at is null;

-- name: set_device_help(office, id, help_at, version)!
update device set help_at = :help_at, version = :version
where office = :office and id = :id and revoked_at is null;

-- name: devices_asking_help(office, since)
select id, name, help_at
from device
where office = :office and help_at >= :since and revoked_at is null
order by help_at, id
limit 50;

-- name: add_pairing(id, kind, code, state, link_hash, device, address, created_at, expires_at)!
insert into pairing (id, kind, code, state, link_hash, device, address, created_at, expires_at)
values (:id, :kind, :code, :state, :link_hash, :device, :address, :created_at, :expires_at);

-- name: get_pairing(id)^
select id, kind, state, device, expires_at
from pairing
where id = :id;

-- name: pairing_with_code(code, now)^
select id, kind
from pairing
where code = :code and state = 'waiting' and expires_at > :now;

-- name: pairings_from(address, since)^
select count(*) as asked, min(created_at) as first
from pairing
where address = :address and created_at > :since;

-- name: accept_pairing(id, device, expires_at)!
update pairing set state = 'accepted', device = :device, expires_at = :expires_at
where id = :id and state = 'waiting';

-- name: hand_out_pairing(id, expires_at)!
update pairing set state = 'handed', expires_at = :expires_at
where id = :id and state = 'accepted';

-- name: pairing_of_link(link_hash, now)^
select id, kind, state, code, device
from pairing
where link_hash = :link_hash and expires_at > :now;

-- name: claim_pairing(id, claimer, expires_at)!
update pairing set state = 'claimed', code = :claimer, expires_at = :expires_at
where id = :id and state = 'link';

-- name: forget_pairings(before)!
delete from pairing where expires_at <= :before;
