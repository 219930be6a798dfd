#!/usr/bin/env bash
# Whether each package manager installs a tarball of this package so that it runs: the command, the functions, the types. Called
# by test-package.sh with the tarball, a folder to work in, and a receiver for Fastify to compare with.
set -euo pipefail
tarball=$1 work=$2 receiver=$3
root=$(cd "$(dirname "$0")/.." && pwd)
version=$(node -p "require('$root/package.json').version")

mkdir -p "$work/managers" && cd "$work/managers"
echo '{ "private": true }' > package.json
npm install --silent --ignore-scripts pnpm@12.21.0 yarn@1.22.22 @yarnpkg/cli-dist@4.18.1
managers=$work/managers/node_modules

pnpm() { "$managers/.bin/pnpm" "$@"; }
# The cache of a machine may have an earlier build of the same version, which it would take for this one.
yarn_1() { node "$managers/yarn/bin/yarn.js" --cache-folder "$work/yarn-1-cache" "$@"; }
yarn_4() { node "$managers/@yarnpkg/cli-dist/bin/yarn.js" "$@"; }

# Begins a project in which it is to be installed, with a program that uses it.
begin() {
  echo "-- $1"
  mkdir -p "$work/$1" && cd "$work/$1"
  cp "$tarball" "$work/$1/package.tgz"
  echo '{ "private": true, "type": "module" }' > package.json
  cat > use.ts <<'TS'
import { plan, type RunResult } from 'sinch-webhooks';
const result: RunResult = await plan({ directory: 'planned', target: 'express' });
// @ts-expect-error It has types: there is no such target.
const wrong: Parameters<typeof plan>[0] = { directory: 'planned', target: 'no-such-target' };
if (result.files.length < 100 || wrong.directory !== 'planned') throw new Error('What was planned is not a receiver');
TS
}

# With what runs a command of the project, such as "pnpm exec".
check() {
  [ "$("$@" sinch-webhooks --version)" = "$version" ]
  "$@" sinch-webhooks generate receiver --target fastify --quiet
  diff -r "$receiver" receiver
  # TypeScript without its types is JavaScript.
  "$root/node_modules/.bin/esbuild" use.ts --outfile=use.js --log-level=warning
  "$@" node use.js
}

types() {
  "$root/node_modules/.bin/tsc" --noEmit --strict --skipLibCheck --module nodenext --target es2023 --types node \
    --typeRoots "$root/node_modules/@types" use.ts
}

begin pnpm
pnpm add --silent ./package.tgz
check pnpm exec
types

begin yarn-1
yarn_1 add --silent file:./package.tgz
check yarn_1 --silent
types

for linker in node-modules pnp; do
  begin "yarn-4-$linker"
  # Without a lock file of its own it would take the project for a part of a larger one.
  touch yarn.lock
  printf 'nodeLinker: %s\nenableGlobalCache: false\nenableTelemetry: false\nenableImmutableInstalls: false\n' "$linker" > .yarnrc.yml
  yarn_4 add sinch-webhooks@file:./package.tgz > install.log || { cat install.log; exit 1; }
  check yarn_4
  if [ "$linker" = pnp ]; then
    # What runs in a thread of its own. For types it takes a TypeScript that Yarn has patched.
    yarn_4 sinch-webhooks validate "$root/spec/sinch-conversation.yaml" > /dev/null
  else
    types
  fi
done
