-- name: office_with_code(code)^
select id, code, kind, parent, fed, names, version
from office
where code = :code;

-- name: offices_above(office, most)
-- The office itself and those above it, the nearest first; `most` ends a circle that a damaged
-- database might have.
with recursive above (id, parent, depth) as (
    select id, parent, 0 from office where id = :office
    union all
    select o.id, o.parent, a.depth + 1
    from above a
    join office o on o.id = a.parent
    where a.depth < :most
)
select o.id, o.code, o.kind, o.parent, a.depth
from above a
join office o on o.id = a.id
order by a.depth, o.code;

-- name: offices_below(office, most)
-- The office itself and all below it, level by level.
with recursive below (id, depth) as (
    select id, 0 from office where id = :office
    union all
    select o.id, b.depth + 1
    from below b
    join office o on o.parent = b.id
    where b.depth < :most
)
select o.id, o.code, o.kind, o.parent, o.fed, o.names, o.timezone, o.current_day, o.version, b.depth
from below b
join office o on o.id = b.id
order by b.depth, o.code
limit 20000;

-- name: set_office_place(id, parent, kind)!
update office set parent = :parent, kind = :kind where id = :id;
