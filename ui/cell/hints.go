package cell

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/theme"
)

// Hints gives what keys do on one line: "ctrl-s save   esc close". Bindings that are off
// or have no help are left out.
func Hints(th *theme.Theme, keys ...key.Binding) string {
	return hints(th, theme.Accent, theme.Muted, keys)
}

// BarHints is Hints on the ground of the status line.
func BarHints(th *theme.Theme, keys ...key.Binding) string {
	return hints(th, theme.StatusKey, theme.StatusBar, keys)
}

func hints(th *theme.Theme, keyRole, textRole theme.Role, keys []key.Binding) string {
	name, text := th.Style(keyRole), th.Style(textRole)
	var b strings.Builder
	after := "" // the words of the key before, with the space behind them
	for _, h := range shown(keys) {
		if after != "" {
			b.WriteString(text.Render(after + between))
		}
		b.WriteString(name.Render(h.Key))
		after = " " + h.Desc
	}
	if after != "" {
		b.WriteString(text.Render(after))
	}
	return b.String()
}

// between stands between two hints.
const between = "   "

// HintsWidth gives the cells that Hints takes.
func HintsWidth(m ansi.Method, keys ...key.Binding) int {
	width := 0
	for i, h := range shown(keys) {
		if i > 0 {
			width += len(between)
		}
		width += m.StringWidth(h.Key) + 1 + m.StringWidth(h.Desc)
	}
	return width
}

// shown gives the help of the keys that do something.
func shown(keys []key.Binding) []key.Help {
	help := make([]key.Help, 0, len(keys))
	for _, k := range keys {
		if h := k.Help(); k.Enabled() && h.Key != "" {
			help = append(help, h)
		}
	}
	return help
}
