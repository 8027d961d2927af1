# lounge policies check: files that are named together are looked at together, and nothing is said of what is stored.
. "$(dirname "$0")/common.sh"
expect 0 init
sed 's/from = "[^"]*"/from = "2026-12-01"/; s/to = "[^"]*"/to = "2026-12-31"/' "$LOUNGE_SHARE/data/policies/coupons.cfg" >"$dir/december.cfg"
sed 's/from = "[^"]*"/from = "2026-12-15"/' "$LOUNGE_SHARE/data/policies/coupons.cfg" >"$dir/later.cfg"
expect 1 policies check "$dir/december.cfg" "$dir/later.cfg"
has "$err" "$dir/later.cfg line 2" "the file and line"
has "$err" "coupons.from" "the field"
has "$err" "overlap those of $dir/december.cfg" "the other file"
sed 's/from = "[^"]*"/from = "2027-01-01"/' "$LOUNGE_SHARE/data/policies/coupons.cfg" >"$dir/later.cfg"
expect 0 policies check "$dir/december.cfg" "$dir/later.cfg"
has "$out" "shares days with version 1" "a version in the store"
expect 0 policies check "$LOUNGE_SHARE"/data/policies/*.cfg
same "$out" "nothing wrong" "what is in the store as it stands"
finish
