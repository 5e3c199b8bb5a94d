package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"readout/briefing/export"
	"readout/briefing/library"
	"readout/content"

	"github.com/spf13/cobra"
)

const exportLong = `Export notes, of all briefings or of those named.

markdown reads well on GitHub and through pandoc, obsidian has callouts, properties and
blocks to link to, org is Org mode, html one page that needs nothing else, csv a row a
note, json readout's own form with everything in it, w3c a collection of Web Annotations,
bibtex and csl (CSL-JSON) an entry an article with the notes in its note.

A file that is there is written anew only between its lines readout:begin and
readout:end; what stands outside them stays as it is. A file without them, and one of a
format without comments (csv, json, w3c, csl, a template) that was changed since readout
wrote it, is left alone unless --force is given.

A template is a Go text/template (pkg.go.dev/text/template). It has .Title, .Briefings,
.Groups (.Level .Title .Notes) and .Notes; a note has .Number .KindName .Quote .Body .Tags
.TagNames .Section.Title .Creator .Created .Modified .Orphaned .Briefing.Title .Source and
.Cited, and what readout notes --json shows. Besides the usual functions there are join,
lower, upper, trim, replace, indent, prefix, line, markdown, latex, org, csv and json.
docs/TEMPLATES.md has all fields and two examples; the shortest is

  {{range .Notes}}{{.Number}}. {{line .Quote}} ({{.Source}}){{"\n"}}{{end}}`

// exporting is what the flags of export ask for.
type exporting struct {
	to       string
	format   string
	group    string
	template string
	force    bool
}

func exportCommand(p *program) *cobra.Command {
	var e exporting
	var pick choice
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "export [BRIEFING...]",
		Short: "Export notes in nine formats, or by a template of your own",
		Long:  exportLong,
		Example: "  readout export -o notes.md\n  readout export --format obsidian -o vault/briefings/\n" +
			"  readout export --format csv --tag treaty -o treaty.csv\n  readout export --template report.tmpl Seoul",
		ValidArgsFunction: p.completeBriefings,
		PreRunE:           func(*cobra.Command, []string) error { return e.check() },
		RunE: func(_ *cobra.Command, names []string) error {
			bundles, err := p.bundles(names, pick)
			if err != nil {
				return err
			}
			if len(bundles) == 0 {
				return errors.New("exporting notes: there are none yet; in the reader, a writes one")
			}
			if asJSON {
				return p.json(export.NotesJSON(bundles))
			}
			return p.export(e, bundles)
		},
	}
	cmd.Flags().StringVarP(&e.to, "output", "o", "", "write to `FILE`, or a file a briefing to a folder: DIR/")
	cmd.Flags().StringVar(&e.format, "format", string(export.FormatMarkdown), "write `FORMAT`: "+strings.Join(export.Formats(), ", "))
	cmd.Flags().StringVar(&e.group, "group", string(export.BySection), "group notes by `WHAT`: "+strings.Join(export.Groupings(), ", "))
	cmd.Flags().StringVar(&e.template, "template", "", "write by the Go template in `FILE`")
	cmd.Flags().BoolVar(&e.force, "force", false, "replace a file that is there, whoever wrote it")
	pick.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.MarkFlagsMutuallyExclusive("json", "format")
	cmd.MarkFlagsMutuallyExclusive("json", "template")
	cmd.MarkFlagsMutuallyExclusive("format", "template")
	// They fail only where the flag does not exist.
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(export.Formats(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("group", cobra.FixedCompletions(export.Groupings(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (e *exporting) check() error {
	if !slices.Contains(export.Formats(), e.format) {
		return usageError{fmt.Errorf("--format is one of %s, not %q", strings.Join(export.Formats(), ", "), e.format)}
	}
	if !slices.Contains(export.Groupings(), e.group) {
		return usageError{fmt.Errorf("--group is one of %s, not %q", strings.Join(export.Groupings(), ", "), e.group)}
	}
	return nil
}

// extension gives the end of the names of files in a folder: for a template that of its
// own name without .tmpl.
func (e *exporting) extension() string {
	if e.template == "" {
		return export.Format(e.format).Extension()
	}
	name := filepath.Base(e.template)
	for _, end := range []string{".tmpl", ".gotmpl", ".tpl", ".template"} {
		name = strings.TrimSuffix(name, end)
	}
	if ext := filepath.Ext(name); ext != "" && ext != name {
		return ext
	}
	return ".txt"
}

// export writes bundles to the standard output, a file, or a file each in a folder.
func (p *program) export(e exporting, bundles []export.Bundle) error {
	render, err := p.renderer(e)
	if err != nil {
		return err
	}
	if e.to == "" || !isFolderName(e.to) {
		r, err := render(bundles)
		if err != nil {
			return fmt.Errorf("exporting notes: %w", err)
		}
		if e.to == "" {
			_, err = r.WriteTo(p.out)
			return err
		}
		if err := inFolder(e.to); err != nil {
			return err
		}
		if err := p.writeExport(e.to, "", r, e.force); err != nil {
			return err
		}
		p.tellExport(e.to, bundles)
		return nil
	}
	taken := map[string]bool{}
	var failed error
	var arrived []export.Bundle
	for i := range bundles {
		r, err := render(bundles[i : i+1])
		if err != nil {
			return fmt.Errorf("exporting notes: %w", err)
		}
		path := p.folderPath(e, &bundles[i], r, taken)
		if err := p.writeExport(path, bundles[i].ID, r, e.force); err != nil {
			p.complain(err)
			failed = errReported
			continue
		}
		arrived = append(arrived, bundles[i])
	}
	if len(arrived) > 0 {
		p.tellExport(e.to, arrived)
	}
	return failed
}

// tellExport says at a terminal what is where now.
func (p *program) tellExport(to string, bundles []export.Bundle) {
	if !p.errTTY {
		return
	}
	notes := 0
	for i := range bundles {
		notes += len(bundles[i].Notes)
	}
	fmt.Fprintln(p.err, content.CleanLine(fmt.Sprintf("%s of %s in %s", counted(notes, "note"), counted(len(bundles), "briefing"), to)))
}

// renderer gives what writes bundles as the flags ask.
func (p *program) renderer(e exporting) (func([]export.Bundle) (*export.Rendered, error), error) {
	by := export.Grouping(e.group)
	if e.template == "" {
		return func(b []export.Bundle) (*export.Rendered, error) {
			return export.Render(b, export.Format(e.format), by)
		}, nil
	}
	in, err := p.load(e.template)
	if err != nil {
		return nil, err
	}
	return func(b []export.Bundle) (*export.Rendered, error) {
		return export.Template(b, by, filepath.Base(in.name), string(in.raw))
	}, nil
}

// folderPath gives the file of a briefing in a folder: named after its title, and where that
// is another briefing's, by its id too.
func (p *program) folderPath(e exporting, b *export.Bundle, r *export.Rendered, taken map[string]bool) string {
	stem := slug(b.Briefing.Title)
	for n := 0; ; n++ {
		name := stem
		if n > 0 {
			name += "-" + slug(b.ID)
		}
		if n > 1 {
			name += "-" + strconv.Itoa(n)
		}
		path := filepath.Join(e.to, name+e.extension())
		if !taken[path] && !p.isOthers(path, b.ID, r) {
			taken[path] = true
			return path
		}
	}
}

// isOthers reports whether a file was written for another briefing.
func (p *program) isOthers(path, id string, r *export.Rendered) bool {
	text, err := os.ReadFile(path)
	if err != nil {
		return false
	}
	if r.IsOther(text) {
		return true
	}
	last := p.lastExport(path)
	return !r.HasMarkers() && last.briefing != "" && last.briefing != id && last.sum == checksum(text)
}

// writeExport writes an export to a file and keeps in it what is the user's.
func (p *program) writeExport(path, id string, r *export.Rendered, force bool) error {
	text := r.Marked()
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return p.keepExport(path, id, text)
	case err != nil:
		return wrapRead(path, err)
	case !info.Mode().IsRegular():
		return library.WriteFile(path, r.Plain()) // a pipe, a device
	}
	in, err := p.load(path)
	if err != nil {
		return err
	}
	old := in.raw
	if force || len(bytes.TrimSpace(old)) == 0 || bytes.Equal(old, r.Plain()) {
		return p.keepExport(path, id, text)
	}
	refusal := func(why error) error {
		return fmt.Errorf("exporting to %s: %w; name another file, or replace it with --force", path, why)
	}
	if !r.HasMarkers() {
		if p.lastExport(path).sum != checksum(old) {
			return refusal(errors.New("the file is there, and is not as readout wrote it"))
		}
		return p.keepExport(path, id, text)
	}
	text, edited, err := r.Update(old)
	if err != nil {
		return refusal(err)
	}
	if edited {
		kept, err := p.keepEarlier(path, old)
		if err != nil {
			return err
		}
		fmt.Fprintln(p.err, content.CleanLine(fmt.Sprintf("readout: %s was changed between its markers; the file as it was is kept as %s", path, kept)))
	}
	if bytes.Equal(text, old) {
		return nil
	}
	return p.keepExport(path, id, text)
}

// keepEarlier keeps what a file was before its part was written anew, and tells where: beside
// what was kept before, for each has words of the user's.
func (p *program) keepEarlier(path string, text []byte) (kept string, err error) {
	first := p.exportRecord(path) + ".earlier"
	if err := os.MkdirAll(filepath.Dir(first), 0o700); err != nil {
		return "", fmt.Errorf("keeping %s as it was: %w", path, err)
	}
	kept = first
	for n := 2; ; n++ {
		claim, err := os.OpenFile(kept, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			claim.Close()
			if err := library.WriteFile(kept, text); err != nil {
				return "", errors.Join(err, os.Remove(kept))
			}
			return kept, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", fmt.Errorf("keeping %s as it was: %w", path, err)
		}
		if was, err := os.ReadFile(kept); err == nil && bytes.Equal(was, text) {
			return kept, nil
		}
		kept = first + "." + strconv.Itoa(n)
	}
}

// exported is what was written to a path last, and of which briefing if of one.
type exported struct{ sum, briefing string }

// keepExport writes a file and remembers what was written.
func (p *program) keepExport(path, id string, text []byte) error {
	if err := library.WriteFile(path, text); err != nil {
		return err
	}
	// Where this fails, the next export of a format without markers asks for --force.
	_ = library.WriteFile(p.exportRecord(path), []byte(checksum(text)+" "+id+"\n"))
	return nil
}

// lastExport gives what was written to a path last.
func (p *program) lastExport(path string) (last exported) {
	text, err := os.ReadFile(p.exportRecord(path))
	if err != nil {
		return last
	}
	last.sum, last.briefing, _ = strings.Cut(strings.TrimSpace(string(text)), " ")
	return last
}

// exportRecord is the file that remembers what was written to a path. It may be lost.
func (p *program) exportRecord(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return filepath.Join(p.home.state, "exports", checksum([]byte(path)))
}

func checksum(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
