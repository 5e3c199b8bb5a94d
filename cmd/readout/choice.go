package main

import (
	"errors"
	"slices"
	"strings"

	"readout/briefing"
	"readout/briefing/export"
	"readout/briefing/note"

	"github.com/spf13/cobra"
)

// choice is which notes the user wants to see: those that all of it fits.
type choice struct {
	section  string
	tags     []string
	kinds    []note.Kind // any of them
	author   string
	grade    note.Grade // what it leaves out may be anything
	likely   note.Likelihood
	orphaned bool
}

func (c *choice) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.section, "section", "", "only notes in the section of this `NAME`")
	f.StringSliceVar(&c.tags, "tag", nil, "only notes with this `TAG`; repeated: with each of them")
	f.Func("kind", "only notes of this `KIND`: highlight, question, check, action or judgement; repeated: of any of them", c.addKind)
	f.StringVar(&c.author, "author", "", "only notes by this `NAME`")
	f.Func("grade", "only notes with this `CODE` of the Admiralty: B2, or B or 2 alone", c.setGrade)
	f.Func("likelihood", "only notes with these `WORDS` of ICD 203: likely, \"very unlikely\"", c.setLikely)
	f.BoolVar(&c.orphaned, "orphaned", false, "only notes whose text is not found any more")
	completeSections(cmd)
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(kindNames(), cobra.ShellCompDirectiveNoFileComp))
}

func kindNames() []string {
	var names []string
	for _, k := range []note.Kind{note.Highlight, note.Question, note.Check, note.Action, note.Judgement} {
		names = append(names, string(k))
	}
	return names
}

func (c *choice) addKind(s string) error {
	kind := note.Kind(strings.ToLower(s))
	if !slices.Contains(kindNames(), string(kind)) {
		return errors.New("it is no kind of note")
	}
	c.kinds = append(c.kinds, kind)
	return nil
}

func (c *choice) setGrade(s string) error {
	var ok bool
	if c.grade, ok = note.ParseGrade(s); !ok {
		return errors.New("it is no grade: A to F for the source, 1 to 6 for what it says")
	}
	return nil
}

func (c *choice) setLikely(s string) error {
	var ok bool
	if c.likely, ok = note.ParseLikelihood(s); !ok {
		return errors.New("they are none of almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost certain")
	}
	return nil
}

// isAll reports whether every note is picked.
func (c *choice) isAll() bool {
	return c.section == "" && len(c.tags)+len(c.kinds) == 0 && c.author == "" && c.grade == note.Grade{} && c.likely == 0 && !c.orphaned
}

// takes reports whether a note is among those the user wants.
func (c *choice) takes(b *briefing.Briefing, n export.Placed) bool {
	for _, tag := range c.tags {
		if !slices.ContainsFunc(n.Note.Tags, func(t string) bool { return strings.EqualFold(t, strings.TrimPrefix(tag, "#")) }) {
			return false
		}
	}
	of, grade := &n.Note, n.Note.Grade
	switch {
	case len(c.kinds) > 0 && !slices.Contains(c.kinds, of.Kind),
		c.author != "" && !strings.EqualFold(c.author, of.Creator),
		c.grade.Reliability != 0 && c.grade.Reliability != grade.Reliability,
		c.grade.Credibility != 0 && c.grade.Credibility != grade.Credibility,
		c.likely != 0 && c.likely != of.Likely,
		c.orphaned && !n.Orphaned:
		return false
	}
	return c.section == "" || c.inSection(b, n)
}

func (c *choice) inSection(b *briefing.Briefing, n export.Placed) bool {
	if n.Note.Target.Scope() == note.OnBriefing {
		return false
	}
	want, s := briefing.SectionKey(c.section), b.SectionAt(n.Span.Start)
	if n.Orphaned || s == nil {
		return n.Note.Target.Section == want
	}
	return s.Key == want || strings.EqualFold(s.Title, c.section)
}
