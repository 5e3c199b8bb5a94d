package cell

import (
	"strings"

	"charm.land/bubbles/v2/key"

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
	for _, k := range keys {
		h := k.Help()
		if !k.Enabled() || h.Key == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(text.Render("   "))
		}
		b.WriteString(name.Render(h.Key))
		b.WriteString(text.Render(" " + h.Desc))
	}
	return b.String()
}
