#!/usr/bin/env bash
# Draws icon.png from icon.svg with the Chromium of this machine; a marketplace takes no SVG.
set -euo pipefail
cd "$(dirname "$0")/.."
page=$(mktemp --suffix .html)
trap 'rm -f "$page"' EXIT
printf '<body style="margin:0">%s</body>' "$(cat icon.svg)" > "$page"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 \
  --window-size=128,128 --screenshot="$PWD/icon.png" "file://$page"
