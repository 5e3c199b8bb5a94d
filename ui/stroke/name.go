package stroke

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Letter stands for any letter as the second stroke of a key: "m letter".
const Letter = "letter"

// special gives the key that has a name instead of a character, by every name that a
// reader may give it.
func special(name string) (code rune, canonical string) {
	switch name {
	case "enter", "return":
		return tea.KeyEnter, "enter"
	case "esc", "escape":
		return tea.KeyEscape, "esc"
	case "tab":
		return tea.KeyTab, "tab"
	case "space", "spc":
		return tea.KeySpace, "space"
	case "backspace":
		return tea.KeyBackspace, "backspace"
	case "delete", "del":
		return tea.KeyDelete, "delete"
	case "insert", "ins":
		return tea.KeyInsert, "insert"
	case "up":
		return tea.KeyUp, "up"
	case "down":
		return tea.KeyDown, "down"
	case "left":
		return tea.KeyLeft, "left"
	case "right":
		return tea.KeyRight, "right"
	case "home":
		return tea.KeyHome, "home"
	case "end":
		return tea.KeyEnd, "end"
	case "pgup", "pageup":
		return tea.KeyPgUp, "pgup"
	case "pgdown", "pgdn", "pagedown":
		return tea.KeyPgDown, "pgdown"
	}
	functions := [...]rune{
		tea.KeyF1, tea.KeyF2, tea.KeyF3, tea.KeyF4, tea.KeyF5, tea.KeyF6,
		tea.KeyF7, tea.KeyF8, tea.KeyF9, tea.KeyF10, tea.KeyF11, tea.KeyF12,
	}
	for i, code := range functions {
		if f := fmt.Sprintf("f%d", i+1); f == name {
			return code, f
		}
	}
	return 0, ""
}

// Parse reads a key as people write it: "j", "G", "space", "ctrl-d" or "ctrl+d", "alt-V",
// and of two strokes "gg" or "ctrl-x ctrl-s". The error says how keys are written.
func Parse(written string) (Stroke, error) {
	wrong := fmt.Errorf("there is no key %q; keys are written like j, G, gg, space, f5, ctrl-d, alt-v, \"ctrl-x ctrl-s\"", written)
	parts := strings.Fields(written)
	if len(parts) == 1 && utf8.RuneCountInString(parts[0]) == 2 {
		if _, name := special(strings.ToLower(parts[0])); name == "" {
			r, size := utf8.DecodeRuneInString(parts[0])
			parts = []string{string(r), parts[0][size:]}
		}
	}
	if len(parts) == 0 || len(parts) > 2 {
		return "", wrong
	}
	for i, part := range parts {
		one, ok := parseOne(part)
		if !ok {
			return "", wrong
		}
		parts[i] = one
	}
	return Stroke(strings.Join(parts, " ")), nil
}

// parseOne reads one stroke.
func parseOne(written string) (string, bool) {
	rest, mods := written, tea.KeyMod(0)
	for utf8.RuneCountInString(rest) > 1 {
		i := strings.IndexAny(rest, "-+")
		if i <= 0 || i+1 == len(rest) {
			break
		}
		switch strings.ToLower(rest[:i]) {
		case "ctrl":
			mods |= tea.ModCtrl
		case "alt", "meta":
			mods |= tea.ModAlt
		case "shift":
			mods |= tea.ModShift
		default:
			return "", false
		}
		rest = rest[i+1:]
	}
	if _, name := special(strings.ToLower(rest)); name != "" && utf8.RuneCountInString(rest) > 1 {
		return modified(mods, name), true
	}
	r, size := utf8.DecodeRuneInString(rest)
	if size != len(rest) || !unicode.IsPrint(r) {
		return "", false
	}
	switch {
	case mods&^tea.ModShift == 0 && mods != 0: // shift-a is what A is
		if unicode.ToUpper(r) == r {
			return "", false
		}
		return string(unicode.ToUpper(r)), true
	case mods&tea.ModAlt != 0 && unicode.IsUpper(r): // as terminals report it
		mods |= tea.ModShift
	}
	if mods != 0 {
		r = unicode.ToLower(r)
	}
	return modified(mods, string(r)), true
}

// modified gives a key's name with its modifiers, in the order in which key maps have them.
func modified(mods tea.KeyMod, name string) string {
	for _, m := range [...]struct {
		mod  tea.KeyMod
		name string
	}{{tea.ModShift, "shift+"}, {tea.ModAlt, "alt+"}, {tea.ModCtrl, "ctrl+"}} {
		if mods&m.mod != 0 {
			name = m.name + name
		}
	}
	return name
}

// Written gives the key as Parse reads it, and as help shows it to those who type it into
// a file: "ctrl-d", "gg", "m letter".
func (s Stroke) Written() string {
	first, second, two := s.Parts()
	if !two {
		return writtenOne(first)
	}
	a, b := writtenOne(first), writtenOne(second)
	if utf8.RuneCountInString(a) == 1 && utf8.RuneCountInString(b) == 1 {
		return a + b
	}
	return a + " " + b
}

func writtenOne(name string) string {
	mods, key := split(name)
	if mods&tea.ModAlt != 0 && mods&tea.ModShift != 0 && utf8.RuneCountInString(key) == 1 {
		mods, key = mods&^tea.ModShift, strings.ToUpper(key)
	}
	return strings.ReplaceAll(modified(mods, ""), "+", "-") + key
}

// split gives the modifiers of one stroke as key maps name it, and the key.
func split(name string) (mods tea.KeyMod, key string) {
	for {
		mod, rest, ok := strings.Cut(name, "+")
		if !ok || rest == "" {
			return mods, name
		}
		switch mod {
		case "ctrl":
			mods |= tea.ModCtrl
		case "alt":
			mods |= tea.ModAlt
		case "shift":
			mods |= tea.ModShift
		default:
			return mods, name
		}
		name = rest
	}
}

// labelRoom is how many characters the second key of a label may make it have.
const labelRoom = 10

// Label gives the keys of a binding for help and hints: the first, and the second if both
// are short, and the first has no blank in it; with signs for the keys that have one.
func Label(keys []string) string {
	signs := strings.NewReplacer("left", "←", "right", "→", "up", "↑", "down", "↓", "backspace", "⌫", "pgup", "pgup", "pgdown", "pgdn")
	var labels []string
	for _, name := range keys {
		label := strings.Replace(signs.Replace(Stroke(name).Written()), " "+Letter, " a", 1)
		if slices.Contains(labels, label) || len(labels) > 0 && (utf8.RuneCountInString(labels[0]+" "+label) > labelRoom || strings.Contains(labels[0], " ")) {
			continue
		}
		if labels = append(labels, label); len(labels) == 2 {
			break
		}
	}
	return strings.Join(labels, " ")
}

// Tip gives a binding's first key and what is said of it, "u undoes"; empty where it has
// no key that can be pressed.
func Tip(b key.Binding, says string) string {
	if len(b.Keys()) == 0 || b.Help().Key == "" {
		return ""
	}
	return Label(b.Keys()[:1]) + " " + says
}

// Presses gives what a terminal sends for a key. Of one whose second stroke is any letter
// it is the first, which then awaits the letter.
func (s Stroke) Presses() []tea.KeyPressMsg {
	first, second, two := s.Parts()
	presses := []tea.KeyPressMsg{press(first)}
	if two && second != Letter {
		presses = append(presses, press(second))
	}
	return presses
}

func press(name string) tea.KeyPressMsg {
	mods, rest := split(name)
	k := tea.Key{Mod: mods}
	if code, canonical := special(rest); canonical != "" {
		k.Code = code
		if code == tea.KeySpace && mods == 0 {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	k.Code, _ = utf8.DecodeRuneInString(rest)
	if mods == 0 {
		k.Text = rest
	}
	return tea.KeyPressMsg(k)
}
