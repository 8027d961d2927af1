# Prints the table of run.sh from lines "FIGURE PROGRAM VALUE" and "skip FIGURE PROGRAM WHY": each figure of Lounge
# beside its peers, then each goal with the ratio that was reached in this very run. `parts` names what was measured.

$1 == "skip" {
    why = $0
    sub(/^skip [^ ]+ [^ ]+ /, "", why)
    skipped[$2, $3] = why
    next
}
{ value[$1, $2] = $3 }

function measured(part) { return index("," parts ",", "," part ",") > 0 }

function cell(figure, program, digits) {
    if (!((figure, program) in value)) return "-"
    return sprintf("%." digits "f", value[figure, program])
}

function row(figure, label, digits) {
    printf "\n%-46s %10s %10s %10s %10s %10s\n", label, cell(figure, "lounge", digits), cell(figure, "chromium", digits),
           cell(figure, "qt", digits), cell(figure, "least", digits), cell(figure, "sqlite3", digits)
    for (key in skipped) {
        split(key, part, SUBSEP)
        if (part[1] == figure) printf "    %s: skipped: %s\n", name[part[2]], skipped[key]
    }
}

function verdict(met) {
    if (met) kept++; else missed++
    return met ? "met" : "MISSED"
}

# A goal against a peer of the same run. sense "most": no more than factor times the peer; "least": no less.
function against(figure, peer, sense, factor, words,    ratio) {
    printf "    goal: %-40s ", words
    if (!((figure, "lounge") in value) || !((figure, peer) in value) || value[figure, peer] == 0) {
        unknown++
        print "not measured"
        return
    }
    ratio = value[figure, "lounge"] / value[figure, peer]
    printf "%8.3f x  %s\n", ratio, verdict(sense == "most" ? ratio <= factor : ratio >= factor)
}

# A figure below its limit, as a share of it.
function share_of_limit(figure, limit, words,    share) {
    printf "    goal: %-40s ", words
    if (!((figure, "lounge") in value)) {
        unknown++
        print "not measured"
        return
    }
    share = value[figure, "lounge"] / limit
    printf "%8.3f x  %s\n", share, verdict(share < 1)
}

# A goal against a fixed limit.
function within(figure, limit, words) {
    printf "    goal: %-40s ", words
    if (!((figure, "lounge") in value)) {
        unknown++
        print "not measured"
        return
    }
    printf "%10s  %s\n", value[figure, "lounge"], verdict(value[figure, "lounge"] <= limit)
}

END {
    name["lounge"] = "Lounge"; name["chromium"] = "Chromium"; name["qt"] = "Qt Quick"; name["least"] = "least SDL2"
    name["sqlite3"] = "sqlite3"
    printf "%-46s %10s %10s %10s %10s %10s\n", "", name["lounge"], name["chromium"], name["qt"], name["least"], name["sqlite3"]

    if (measured("start")) report_start()
    if (measured("tap")) report_taps()
    if (measured("pss")) report_pss()
    if (measured("idle")) report_idle()
    if (measured("submit")) report_submits()
    if (measured("rows")) report_rows()
    if (measured("frames")) report_frames()
    if (measured("targeting")) report_targeting()
    if (measured("watch")) report_watch()
    if (measured("eta")) report_eta()
    printf "\n%d goals met, %d missed, %d not measured\n", kept, missed, unknown
}

function report_start() {
    row("start", "start to first still frame, ms, p50", 1)
    against("start", "chromium", "most", 0.125, "at most 1/8 of Chromium's")
    against("start", "qt", "most", 1, "at most Qt Quick's")
}

function report_taps() {
    row("tap_p50", "tap to first changed pixel, ms, p50", 2)
    against("tap_p50", "chromium", "most", 0.2, "at most 1/5 of Chromium's")
    against("tap_p50", "qt", "most", 0.5, "at most 1/2 of Qt Quick's")
    against("tap_p50", "least", "most", 1.2, "at most 1.2 x the least SDL2 program's")
    row("tap_p99", "tap to first changed pixel, ms, p99", 2)
    against("tap_p99", "qt", "most", 1, "at most Qt Quick's")
    row("first_p50", "the same, first tap after a start, ms, p50", 2)
    row("back_p50", "and back to the board, ms, p50", 2)
    row("back_p99", "and back to the board, ms, p99", 2)
}

function report_pss() {
    row("pss", "memory, PSS of the process tree, MiB", 1)
    within("pss", 40, "at most 40 MiB")
}

function report_idle(    seconds) {
    seconds = value["idle_seconds", "all"]
    row("idle", "context switches in " seconds " s idle", 0)
    # Not a count of wake-ups: one that draws the clock also waits for the X server, and may be preempted.
    within("idle", 4 * int((seconds + 59) / 60), "one wake-up a minute: 4 switches")
    row("ticks", "clock ticks used in " seconds " s idle", 0)
    within("ticks", 0, "none")
}

function report_submits(    limit) {
    row("submit_p50", "submit to \"we have it\", ms, p50", 2)
    against("submit_p50", "chromium", "most", 0.25, "at most 1/4 of Chromium's")
    row("submit_p99", "submit to \"we have it\", ms, p99", 2)
    limit = 1000 / 60 + 3 * value["commit_p99", "all"]
    within("submit_p99", limit, sprintf("one frame + 3 commits: %.2f ms", limit))
    printf "    one durable commit alone: p50 %.2f, p99 %.2f ms\n", value["commit_p50", "all"], value["commit_p99", "all"]
    row("busy_p50", "submit while orders are imported, ms, p50", 2)
    row("busy_p99", "submit while orders are imported, ms, p99", 2)
    if (!(("busy_lost", "lounge") in value)) return
    printf "    imports finished meanwhile: %d; not seen within 3 s and counted as that: %d\n",
           value["busy_imports", "lounge"], value["busy_lost", "lounge"]
}

function frame_row(motion, label, width, limit,    figure) {
    figure = "frames_" motion
    printf "%-28s %6s %7s %8s %8s %8s %9s %9s", label, width == 1920 ? "1080p" : "4K", cell(figure "_count", width, 0),
           cell(figure "_p50", width, 2), cell(figure "_p99", width, 2), cell(figure "_max", width, 2),
           cell(figure "_work", width, 2), cell(figure "_cold", width, 2)
    if (!limit) {
        print ""
    } else if (!((figure "_p99", width) in value)) {
        unknown++
        print "   not measured"
    } else {
        printf "   p99 under %d: %s\n", limit, verdict(value[figure "_p99", width] < limit)
    }
}

# One line a motion and size: a frame is from waking up to the picture on the display. "work" is p99 of the kiosk's own
# time within a frame: what is over that, others on this machine took.
function report_frames(    n, i, names, labels) {
    printf "\n%-28s %6s %7s %8s %8s %8s %9s %9s\n", "frames while moving, ms", "", "frames", "p50", "p99", "max", "p99 work", "first max"
    if (("frames", "lounge") in skipped) printf "    Lounge: skipped: %s\n", skipped["frames", "lounge"]
    n = split("slide sheet scroll fill pulse key", names, " ")
    split("screen slides|sheet fades|list scrolled and thrown|bar segment fills|ready pill pulses|key pressed", labels, "|")
    for (i = 1; i <= n; i++) {
        frame_row(names[i], labels[i], 1920, 16)
        frame_row(names[i], labels[i], 3840, 33)
    }
    frame_row("present", "bare XShm present, all", 1920, 0)
    frame_row("present", "bare XShm present, all", 3840, 0)
}

function report_rows() {
    row("import_rows", "orders import, rows/s", 0)
    against("import_rows", "sqlite3", "least", 0.25, "at most 4 x the time of a raw import")
    row("import_peak", "orders import, peak memory, MiB", 1)
    row("export_rows", "ratings export, rows/s", 0)
    against("export_rows", "sqlite3", "least", 1.25, "at most 0.8 x the time of sqlite3 -csv")
    row("export_peak", "ratings export, peak memory, MiB", 1)
    row("export_xlsx_rows", "ratings as an Excel file, rows/s", 0)
    row("export_xlsx_peak", "ratings as an Excel file, peak memory, MiB", 1)
    within("export_xlsx_peak", 64, "under 64 MB")
    if (!(("export_large_rows", "sqlite3") in value)) return
    row("export_large_rows", "ratings export of ten times as many, rows/s", 0)
    row("export_large_peak", "ratings export of ten times as many, MiB", 1)
    within("export_large_peak", 64, "under 64 MB")
    row("export_large_xlsx_peak", "… as an Excel file, MiB", 1)
    within("export_large_xlsx_peak", 64, "under 64 MB")
}

function report_watch() {
    row("watch_line_p50", "a commit to its line of lounge watch, ms, p50", 3)
    row("watch_line_p99", "the same, p99", 3)
    row("watch_exec_p50", "to what --exec's program made of it, ms, p50", 3)
    row("watch_exec_p99", "the same, p99", 3)
    share_of_limit("watch_line_p99", 200, "under 200 ms")
}

function report_targeting() {
    row("targeting_p50", "10,000 offers asked about a car, CPU ms, p50", 3)
    row("targeting_p99", "the same, p99", 3)
    row("targeting_read", "their rules read, once a snapshot, CPU ms", 3)
    share_of_limit("targeting_p99", 5, "under 5 ms")
}

function report_eta() {
    row("eta_p50", "when is it ready, of 100,000 past orders, CPU ms, p50", 4)
    row("eta_p99", "the same, p99", 4)
    row("eta_build", "the past orders prepared, once a day, CPU ms", 1)
    share_of_limit("eta_p99", 1, "under 1 ms")
}
