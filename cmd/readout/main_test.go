package main

import "testing"

// Terminals that know no colours, and users who want none, get none.
func TestColourless(t *testing.T) {
	for _, tt := range []struct {
		term, noColor string
		want          bool
	}{
		{"xterm-256color", "", false},
		{"xterm-256color", "1", true},
		{"xterm-mono", "", true},
		{"linux-m", "", true},
		{"linux", "", false},
		{"vt100", "", true},
		{"vt220-8bit", "", true},
		{"vt525", "", false},
		{"", "", false},
	} {
		p := &program{env: func(name string) string { return map[string]string{"TERM": tt.term, "NO_COLOR": tt.noColor}[name] }}
		if got := p.colourless(); got != tt.want {
			t.Errorf("TERM=%s NO_COLOR=%s: %v", tt.term, tt.noColor, got)
		}
	}
}
