-- The few jobs that have not ended, among those of years: each process looks for them every 15 s.

create index print_job_unended on print_job (state, created_at, id) where ended_at is null;
