package view

import (
	"testing"
	"time"
)

func TestDays(t *testing.T) {
	today := time.Date(2024, 3, 1, 23, 0, 0, 0, time.UTC)
	for typed, want := range map[string]string{
		"2024-02-29": "2024-02-29 2024-02-29",
		"2024-02":    "2024-02-01 2024-02-29",
		"2023":       "2023-01-01 2023-12-31",
		"today":      "2024-03-01 2024-03-01",
		"Yesterday":  "2024-02-29 2024-02-29",
		"0d":         "2024-03-01 2024-03-01",
		"7d":         "2024-02-23 2024-02-23",
		"2w":         "2024-02-16 2024-02-16",
		"3m":         "2023-12-01 2023-12-01",
		"1y":         "2023-03-01 2023-03-01",
		"":           "", "d": "", "-1d": "", "7": "", "7 d": "", "soon": "", "2024-13": "", "2024-02-30": "", "99999999d": "",
	} {
		p, ok := Days(typed, today)
		got := ""
		if ok {
			got = p.Since.Format(time.DateOnly) + " " + p.Until.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("Days(%q) is %q, want %q", typed, got, want)
		}
	}
}
