-- Of several processes of one office's machine one reports to the province: `sender` is whose turn
-- it is, and `beat` rises with every sign of life. The others take the turn when it stands still;
-- no clock is compared with another machine's.

alter table upstream add column sender text;

alter table upstream add column beat bigint not null default 0;
