#!/usr/bin/env bash
# For each target, in an empty folder: generate and install, type-check, run its own test, start it, send every event. The
# same for the recipes, but for the last two, which their own tests do with more sense. Then the demo, as one command.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill -- "-$server" 2>/dev/null || true; rm -rf "$work"' EXIT

for target in express fastify lambda; do
  echo "-- $target"
  cd "$root"
  npx sinch-webhooks generate "$work/$target" --target "$target" --install --quiet
  cd "$work/$target"
  npm run --silent typecheck
  npm test --silent > "$work/test.log" || { cat "$work/test.log"; exit 1; }

  # In a process group of its own, so that npm and the server below it end together.
  PORT=0 HOST=127.0.0.1 SINCH_WEBHOOK_SECRET=check-targets setsid npm start > "$work/$target.log" 2>&1 &
  server=$!
  url=
  for _ in $(seq 120); do
    url=$(grep -o 'http://127.0.0.1:[0-9]*/[a-z/]*' "$work/$target.log" | head -n 1 || true)
    [ -n "$url" ] && break
    sleep 0.5
  done
  [ -n "$url" ] || { echo "did not start:"; cat "$work/$target.log"; exit 1; }

  cd "$root"
  npx sinch-webhooks send --all --secret check-targets --to "$url"
  kill -- "-$server"
  wait "$server" 2>/dev/null || true
  server=

  events=$(npx sinch-webhooks events --json | grep -c '"trigger"')
  handled=$(grep -c ' handled"' "$work/$target.log")
  [ "$handled" = "$events" ] || { echo "$handled handlers were called for $events events"; exit 1; }
  echo "$handled of $events handlers called"
done

check_recipe() {
  cd "$root"
  npx sinch-webhooks generate "$work/$1" --target express --recipe "$1" --install --quiet
  cd "$work/$1"
  npm run --silent typecheck
  npm test --silent
}

# Two at a time, for npm mostly waits; what one prints is shown if it fails.
for pair in 'chatbot order-notifications' 'reactive support-dashboard'; do
  pids=()
  for recipe in $pair; do
    (check_recipe "$recipe") > "$work/$recipe.log" 2>&1 &
    pids+=($!)
  done
  for recipe in $pair; do
    echo "-- recipe $recipe"
    wait "${pids[0]}" || { cat "$work/$recipe.log"; exit 1; }
    pids=("${pids[@]:1}")
  done
done

echo '-- demo'
cd "$root"
# Not by npx, which passes no signal on.
setsid node bin/sinch-webhooks.js demo "$work/demo" --port 0 --no-open > "$work/demo.log" 2>&1 &
server=$!
sandbox=
for _ in $(seq 240); do
  sandbox=$(grep -o 'http://localhost:[0-9]*' "$work/demo.log" | head -n 1 || true)
  [ -n "$sandbox" ] && break
  sleep 0.5
done
[ -n "$sandbox" ] || { echo 'did not start:'; cat "$work/demo.log"; exit 1; }
page=$(grep -o 'http://127.0.0.1:[0-9]*/' "$work/demo.log" | head -n 1)
curl --silent --fail --output /dev/null "$page"
# The first person writes after two seconds, and the receiver takes it.
for _ in $(seq 60); do
  curl --silent --fail "$sandbox/sandbox/state" > "$work/state.json"
  grep -q '"trigger":"MESSAGE_INBOUND".*"isTaken":true' "$work/state.json" && break
  sleep 0.5
done
grep -q '"trigger":"MESSAGE_INBOUND".*"isTaken":true' "$work/state.json" || { echo 'nobody wrote'; exit 1; }
kill -TERM "$server"
wait "$server"
echo 'the demo ran, and ended as it was asked to'
server=
