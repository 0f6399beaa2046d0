#!/bin/sh
# Runs once, in an empty cluster, after the roles are there: their passwords, and the database.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" --set worker="$WORKER_PASSWORD" <<'SQL'
alter role vitaledge_owner password :'owner';
alter role vitaledge_app password :'app';
alter role vitaledge_worker password :'worker';
create database vitaledge owner vitaledge_owner template template0 encoding 'UTF8' locale 'C.UTF-8';
revoke all on database vitaledge from public;
grant connect on database vitaledge to vitaledge_app, vitaledge_worker;
SQL
