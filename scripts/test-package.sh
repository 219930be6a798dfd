#!/usr/bin/env bash
# The package as it would be published: what publint and attw say of it, whether it runs without the registry in an empty
# folder, on every Node that it is for, and whether every package manager installs it so that it runs. The Nodes, the other
# package managers and what judges the bill of materials come from the registry.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$root"
# What was built last: "npm run test:package" builds anew before.
npm pack --silent --ignore-scripts --pack-destination "$work" > /dev/null
tarball=$(echo "$work"/*.tgz)
npx publint --strict "$tarball"
# It is for Node 20.19 and newer, where a program in CommonJS can require what is written as ES modules.
npx attw "$tarball" --profile esm-only

mkdir "$work/bill" && cd "$work/bill"
echo '{ "private": true }' > package.json
npm install --silent --ignore-scripts @cyclonedx/cyclonedx-library@10.3.0 ajv@8.20.0 ajv-formats@3.0.1 ajv-formats-draft2019@1.6.1
tar -xzf "$tarball" package/dist/sbom.cdx.json
node "$root/scripts/judge-sbom.js" package/dist/sbom.cdx.json

mkdir "$work/empty" && cd "$work/empty"
npm init --yes > /dev/null
npm install --silent --offline --cache "$work/cache" "$tarball"
du -sk node_modules | awk '{ print "-- installed: " $1 / 1024 " MB" }'

for version in 20 22 24; do
  on=$(npx --yes -p "node@$version" node -p process.execPath)
  echo "-- Node $("$on" --version)"
  # A second run finds what the first has compiled, where Node keeps it.
  for run in first second; do
    "$on" node_modules/sinch-webhooks/bin/sinch-webhooks.js generate "$version-$run" --target fastify --quiet
    diff -r 20-first "$version-$run"
  done
  "$on" node_modules/sinch-webhooks/bin/sinch-webhooks.js validate node_modules/sinch-webhooks/spec/sinch-conversation.yaml
done

bash "$root/scripts/test-managers.sh" "$tarball" "$work/managers" "$work/empty/20-first"
