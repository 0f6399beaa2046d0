#!/bin/sh
# An authority of this installation's own and the database's certificate by it, once. The authority's key is thrown away.
set -eu
authority=${AUTHORITY_DIR:-/authority}
certificate=${CERTIFICATE_DIR:-/certificate}
if [ -e "$certificate/db.key" ]; then
  exit 0
fi
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=VitalEdge database authority" \
  -addext "keyUsage=critical,keyCertSign" -keyout ca.key -out ca.crt
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=db" -keyout db.key -out db.csr
printf 'subjectAltName=DNS:%s\nextendedKeyUsage=serverAuth\nbasicConstraints=critical,CA:FALSE\n' "${DATABASE_HOST:-db}" > db.ext
openssl x509 -req -in db.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -extfile db.ext -out db.crt
install -m 0644 ca.crt "$authority/ca.crt"
install -m 0644 db.crt "$certificate/db.crt"
install -m 0600 db.key "$certificate/db.key"
if [ "$(id -u)" = 0 ]; then
  chown postgres:postgres "$certificate/db.key" "$certificate/db.crt"
fi
