-- name: get_home()$
select identity from store_home;

-- name: set_home(identity)!
insert into store_home (one, identity) values (1, :identity)
on conflict (one) do update set identity = excluded.identity;

-- name: forget_home()!
delete from store_home;

-- name: office_versions()
select id, version from office
order by id
limit 100000;

-- name: renew_epoch(id, epoch)!
update office set epoch = :epoch where id = :id;

-- name: remember_restored()!
-- From which version on others may have seen what the copy does not have: that of the first copy
-- where one followed another. Offices with a machine of their own are not worked at here.
insert into upstream (office, state, standing)
select id, 'restored', version from office where fed = 0
on conflict (office) do update
set state = 'restored',
    standing = case upstream.state when 'apart' then upstream.standing else excluded.standing end;

-- name: leave_directive_numbers_out()!
-- Offices may have done directives whose numbers the copy would give once more.
update intake set directives = directives + 1000;

-- name: mark_moved(prefix)!
-- What stood there is kept behind the mark. Twice is once.
insert into upstream (office, state)
select id, :prefix || 'well' from office where true
on conflict (office) do update set state = :prefix || upstream.state
where substr(upstream.state, 1, length(:prefix)) <> :prefix;

-- name: unmark_moved(prefix)!
update upstream set state = substr(state, length(:prefix) + 1)
where substr(state, 1, length(:prefix)) = :prefix;
