package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"readout/briefing/library"
	"readout/content"

	"github.com/spf13/cobra"
)

func doctorCommand(p *program) *cobra.Command {
	var repair, compact, empty bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the library, and mend it",
		Long: "Read everything in the library: every text against its checksum, every line of every note.\n" +
			"With --repair what can be mended without losing anything is mended: torn lines are ended, marks of git merges go,\n" +
			"lines that are no notes are taken into a file beside theirs, which ends in .damaged,\n" +
			"copies that Dropbox, Syncthing, OneDrive, Nextcloud or iCloud made of a log are taken into it.\n" +
			"The exit code is 1 while problems are left.\n" +
			"With --compact the files of notes are written anew with what counts of each note now: what it was before is gone.",
		Args: args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if empty {
				return p.emptyTrash()
			}
			if compact {
				if err := p.compact(); err != nil {
					return err
				}
			}
			return p.doctor(repair)
		},
	}
	cmd.Flags().BoolVar(&compact, "compact", false, "leave out what notes were before they were changed")
	cmd.Flags().BoolVar(&repair, "repair", false, "mend what can be mended")
	cmd.Flags().BoolVar(&empty, "empty-trash", false, "delete for good what was removed, and do nothing else")
	cmd.MarkFlagsMutuallyExclusive("repair", "empty-trash")
	cmd.MarkFlagsMutuallyExclusive("compact", "empty-trash")
	return cmd
}

func (p *program) compact() error {
	lib, err := p.library()
	if err != nil {
		return err
	}
	left, problems, err := lib.Compact()
	if err != nil {
		return err
	}
	p.report(problems)
	fmt.Fprintf(p.out, "%s left out\n", counted(left, "line"))
	return nil
}

func (p *program) doctor(repair bool) error {
	lib, err := p.library()
	if err != nil {
		return err
	}
	health, err := lib.Check(repair)
	if err != nil {
		return err
	}
	for _, line := range health.Repaired {
		fmt.Fprintln(p.out, "mended "+content.CleanLine(line))
	}
	p.report(health.Problems)
	if health.Conflicts > 0 {
		fmt.Fprintf(p.out, "%s changed in two places: the list of notes shows both versions, and c settles it\n", counted(health.Conflicts, "note"))
	}
	fmt.Fprintf(p.out, "%s, %s, %s: ", counted(health.Briefings, "briefing"), counted(health.Revisions, "text"), counted(health.Notes, "note"))
	if n := len(health.Problems); n > 0 {
		fmt.Fprintln(p.out, counted(n, "problem"))
		return errReported
	}
	fmt.Fprintln(p.out, "all is well")
	return nil
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func backupCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy all briefings and notes into one file",
		Long: "Copy all briefings, with every text they ever had, and all notes into one compressed tar file, and read\n" +
			"it back to see that it is whole. Its last file has checksums, which sha256sum -c understands too.",
		Example: "  readout backup readout-2024-11-27.tar.gz",
		Args:    args(cobra.ExactArgs(1)),
		RunE:    func(_ *cobra.Command, names []string) error { return p.backup(names[0]) },
	}
}

// backup writes beside the file and takes its name only when all has been read back.
func (p *program) backup(to string) error {
	lib, err := p.library()
	if err != nil {
		return err
	}
	if isFolder(to) {
		return fmt.Errorf("backing up into %s: it is a folder; name a file", to)
	}
	file, err := os.CreateTemp(filepath.Dir(to), "."+filepath.Base(to)+".*")
	if err != nil {
		return wrapWrite(to, err)
	}
	defer os.Remove(file.Name()) // it has another name by then, or is not wanted
	made, err := lib.Backup(file)
	if err == nil {
		err = wrapWrite(to, file.Sync())
	}
	var read library.Copied
	if err == nil {
		if _, err = file.Seek(0, io.SeekStart); err == nil {
			read, err = library.Verify(file)
		}
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if read != made {
		return fmt.Errorf("backing up into %s: what was written is not what can be read; try another disk", to)
	}
	if err := os.Rename(file.Name(), to); err != nil {
		return wrapWrite(to, err)
	}
	fmt.Fprintf(p.out, "%s, %s, notes in %s: written and read back\n",
		counted(read.Briefings, "briefing"), counted(read.Revisions, "text"), counted(read.Logs, "file"))
	return nil
}

func restoreCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Bring back what a backup has and the library does not",
		Long:  "Bring back briefings, texts and notes from a backup. What is in the library stays as it is; nothing is written\nbefore the whole backup has been held against its checksums.",
		Args:  args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, names []string) error {
			lib, err := p.library()
			if err != nil {
				return err
			}
			back, err := lib.Restore(func() (io.ReadCloser, error) {
				file, err := os.Open(names[0])
				return file, wrapRead(names[0], err)
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(p.out, "brought back %s, %s, %s of notes\n",
				counted(back.Briefings, "briefing"), counted(back.Revisions, "text"), counted(back.Notes, "line"))
			return nil
		},
	}
}

// wrapWrite says what was being written.
func wrapWrite(name string, err error) error {
	if err == nil {
		return nil
	}
	if path, ok := errors.AsType[*os.PathError](err); ok {
		err = path.Err
	}
	return fmt.Errorf("writing %s: %w", name, err)
}
