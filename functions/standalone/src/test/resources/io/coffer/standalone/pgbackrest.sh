# Backs a PostgreSQL up to S3 with pgBackRest, fully and incrementally, restores it and counts the rows. $1 a directory, $2 PostgreSQL's
# programs; the rest is in the configuration, DIR/pgbackrest.conf. PostgreSQL does not run as root.
set -eu
cd "$1"
programs=$2
mkdir -p log lock spool
"$programs/initdb" -D db --no-sync -A trust >/dev/null
cat >>db/postgresql.conf <<CONF
unix_socket_directories = '$1'
listen_addresses = ''
archive_mode = on
archive_command = 'pgbackrest --config=$1/pgbackrest.conf --stanza=main archive-push %p'
CONF
backrest() {
    pgbackrest --config="$1/pgbackrest.conf" --stanza=main --log-level-console=warn "$2" ${3:-}
}
query() {
    "$programs/psql" -h "$1" -d postgres -Atqc "$2"
}
"$programs/pg_ctl" -D db -l db.log -w start >/dev/null
backrest "$1" stanza-create
query "$1" 'create table t as select generate_series(1, 100000) n'
backrest "$1" backup --type=full
query "$1" 'insert into t select generate_series(1, 1000)'
backrest "$1" backup --type=incr
"$programs/pg_ctl" -D db -w -m fast stop >/dev/null
rm -rf db/*
backrest "$1" restore
"$programs/pg_ctl" -D db -l db.log -w start >/dev/null
echo "rows: $(query "$1" 'select count(*) from t')"
"$programs/pg_ctl" -D db -w -m immediate stop >/dev/null
