-- The two roles of Assay: assay_owner owns the tables and migrates, assay_app runs the application and owns nothing.
-- The PostgreSQL image runs this once, in the database that POSTGRES_DB names; psql runs it anywhere else.
\getenv owner_password OWNER_DATABASE_PASSWORD
\getenv app_password APP_DATABASE_PASSWORD

create role assay_owner login nosuperuser nobypassrls nocreatedb nocreaterole password :'owner_password';
create role assay_app login nosuperuser nobypassrls nocreatedb nocreaterole password :'app_password';

revoke all on database :"DBNAME" from public;
grant create, connect, temporary on database :"DBNAME" to assay_owner;
grant connect on database :"DBNAME" to assay_app;
grant create, usage on schema public to assay_owner;
