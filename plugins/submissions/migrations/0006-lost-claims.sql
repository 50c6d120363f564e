-- Ends the transaction of a run that has lost its submission to another one: COMMIT can then be sent without waiting for an answer.
create function refuse_lost_claim(is_held boolean) returns void language plpgsql as $$
begin
  if not is_held then raise exception 'another run has this submission by now' using errcode = 'AS001'; end if;
end $$;
