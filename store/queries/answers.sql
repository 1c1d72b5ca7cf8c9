-- name: get_kept_answer(caller, key)^
select request_hash, status, body
from kept_answer
where caller = :caller and key = :key;

-- name: keep_answer(caller, key, request_hash, status, body, kept_at)!
insert into kept_answer (caller, key, request_hash, status, body, kept_at)
values (:caller, :key, :request_hash, :status, :body, :kept_at);

-- name: forget_answers(before)!
delete from kept_answer where kept_at < :before;
