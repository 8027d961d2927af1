#!/usr/bin/env bash
# One command: installs what is missing, builds with gcc under AddressSanitizer and UndefinedBehaviorSanitizer and with
# clang, every warning an error, and runs all tests. Exit status 0 only when everything passed.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/kiosk/packages.sh"
# shellcheck disable=SC2086
need_packages $LOUNGE_PACKAGES $LOUNGE_TEST_PACKAGES

jobs=$(nproc)
echo "== clang, warnings are errors"
CC=clang cmake -S "$top" -B "$top/.build/clang" -DCMAKE_BUILD_TYPE=Debug -DLOUNGE_WERROR=ON >/dev/null
cmake --build "$top/.build/clang" -j"$jobs" -- --no-print-directory -s
echo "== gcc, release"
CC=gcc cmake -S "$top" -B "$top/.build/release" -DCMAKE_BUILD_TYPE=Release -DLOUNGE_WERROR=ON -DLOUNGE_TESTS=OFF >/dev/null
cmake --build "$top/.build/release" -j"$jobs" -- --no-print-directory -s
echo "== gcc, AddressSanitizer and UndefinedBehaviorSanitizer"
CC=gcc cmake -S "$top" -B "$top/.build/sanitize" -DCMAKE_BUILD_TYPE=Debug -DLOUNGE_WERROR=ON -DLOUNGE_SANITIZE=ON >/dev/null
cmake --build "$top/.build/sanitize" -j"$jobs" -- --no-print-directory -s
echo "== tests"
cd "$top/.build/sanitize"
ctest --output-on-failure -j$((jobs + 1)) # one more: those with a real X server mostly wait
