#!/usr/bin/env bash
# clang-format decides the layout of every C file, and each file says in its first comment what it is.
set -eu
cd "$(dirname "$0")/../.."
find kiosk tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run --Werror
find kiosk tests -name '*.[ch]' | while read -r file; do
    case "$(head -c 2 "$file")" in
    '/*' | '//') ;;
    *) echo "$file does not begin by saying what it is"; exit 1 ;;
    esac
done
