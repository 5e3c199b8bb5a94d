package main

import (
	"os"
	"path/filepath"
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
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"bigfile": bigFile, "bytes": writeBytes},
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

func TestTodayIsStoppedBySourceDateEpoch(t *testing.T) {
	t.Parallel()
	got := today(func(string) string { return "1764547200" })
	if want := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("today() = %v, want %v", got, want)
	}
}
