#!/usr/bin/env bash
# The package as it would be published: what publint and attw say of it, and whether it runs without the registry in an
# empty folder, on every Node that it is for. The Nodes come from the registry.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$root"
npm pack --silent --pack-destination "$work" > /dev/null
tarball=$(echo "$work"/*.tgz)
npx publint --strict "$tarball"
# It is for Node 20.19 and newer, where a program in CommonJS can require what is written as ES modules.
npx attw "$tarball" --profile esm-only

mkdir "$work/empty" && cd "$work/empty"
npm init --yes > /dev/null
npm install --silent --offline --cache "$work/cache" "$tarball"
du -sk node_modules | awk '{ print "-- installed: " $1 / 1024 " MB" }'

for version in 20 22 24; do
  on() { npx --yes -p "node@$version" node "$@"; }
  echo "-- Node $(on --version)"
  # A second run finds what the first has compiled, where Node keeps it.
  for run in first second; do
    on node_modules/sinch-webhooks/bin/sinch-webhooks.js generate "$version-$run" --target fastify --quiet
    diff -r 20-first "$version-$run"
  done
  on node_modules/sinch-webhooks/bin/sinch-webhooks.js validate node_modules/sinch-webhooks/spec/sinch-conversation.yaml
done
