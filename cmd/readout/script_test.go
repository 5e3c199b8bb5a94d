package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts, the terminal flows and the kill tests run the program itself.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"readout": main})
}

// TestScripts runs the promises of the command line, one file each.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, home(env.WorkDir)...)
			server := httptest.NewServer(webSite(env.WorkDir))
			env.Defer(server.Close)
			env.Vars = append(env.Vars, "FEEDS="+server.URL)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"bigfile": bigFile, "bytes": writeBytes, "mkfeeds": addFeeds},
	})
}

// home is an environment whose every folder of the user lies below dir, at a fixed time.
func home(dir string) []string {
	return []string{
		"HOME=" + dir, "USERPROFILE=" + dir, "LOCALAPPDATA=" + filepath.Join(dir, "local"), "APPDATA=" + filepath.Join(dir, "roaming"),
		"XDG_DATA_HOME=" + filepath.Join(dir, "data"),
		"XDG_STATE_HOME=" + filepath.Join(dir, "state"),
		"XDG_CONFIG_HOME=" + filepath.Join(dir, "config"),
		"XDG_CACHE_HOME=" + filepath.Join(dir, "cache"),
		"SOURCE_DATE_EPOCH=1764547200", // 1 December 2025
		"NO_COLOR=", "GLAMOUR_STYLE=",
		"GORACE=atexit_sleep_ms=0", // the race detector would add a second to every program that ends
	}
}

// bigFile writes a sparse file of so many bytes: bigfile NAME BYTES.
func bigFile(ts *testscript.TestScript, _ bool, args []string) {
	size := map[string]int64{"100MB": 100 << 20}[args[1]]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o666))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// writeBytes writes a file that txtar cannot hold: bytes NAME KIND.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), oddFile(args[1]), 0o666))
}

// webSite serves the files of a script's folder, and answers that are none.
func webSite(dir string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/busy", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.Handle("/moved", http.RedirectHandler("/courier.xml", http.StatusMovedPermanently))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		text, err := os.ReadFile(filepath.Join(dir, filepath.Base(r.URL.Path)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("ETag", fmt.Sprintf("%q", fmt.Sprintf("%x", sha256.Sum256(text))))
		http.ServeContent(w, r, r.URL.Path, time.Time{}, bytes.NewReader(text))
	})
	return mux
}

// addFeeds adds lines to the list of feeds as an editor does: mkfeeds URL...
func addFeeds(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs("config/readout/feeds")
	text, err := os.ReadFile(path)
	ts.Check(err)
	ts.Check(os.WriteFile(path, []byte(string(text)+"\n# by hand\n"+strings.Join(args, "\n")), 0o666))
}

func TestTodayIsStoppedBySourceDateEpoch(t *testing.T) {
	t.Parallel()
	got := today(func(string) string { return "1764547200" })
	if want := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("today() = %v, want %v", got, want)
	}
}
