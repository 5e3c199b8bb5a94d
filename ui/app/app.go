// Package app is the reader's program as Bubble Tea sees it: the one model that routes
// messages to the panes, owns the size and the focus, and runs, as commands through its
// Store, everything that takes time or touches the disk.
//
// It draws only the title line, the status line, questions and the lines between panes,
// and knows no file, no clock and no chance but those it is given.
package app

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/picture"
	"readout/ui/reader"
	"readout/ui/theme"
)

// Options are what the app stands on.
type Options struct {
	Store       Store
	Open        []string // ids of the briefings to open, in this order; empty: the list of the library
	Theme       *theme.Theme
	Look        func(theme.Scheme) (*theme.Theme, error) // the theme of a scheme; nil: Theme is all there is
	Scheme      theme.Scheme                             // of Theme
	FixedScheme bool                                     // the reader chose the theme: what the terminal says of its background is passed over
	Mouse       bool                                     // take clicks and the wheel, which the terminal has otherwise
	MaxWidth    int                                      // widest that the text is laid out, in cells; 0: the reader's own measure
	Keys        *Keys                                    // what does what; nil: readout's own
	ListTitle   string                                   // what the list is called; empty: the library
	Arranged    string                                   // in which order the library is listed, as Store.Arranged was told
	Pictures    bool                                     // the terminal draws pictures in text, as package picture has it
	Welcome     bool                                     // the reader is new here: a line says the first keys, until some were pressed
	Author      string                                   // the creator that new notes carry
	Now         func() time.Time                         // the time that new notes carry
	NewID       func() string                            // UUIDs for new notes

	// After gives the command that brings a message after some time; nil: tea.Tick.
	After func(wait time.Duration, msg tea.Msg) tea.Cmd

	// Exec gives the command that runs another program in the terminal; nil: tea.Exec.
	Exec func(run tea.ExecCommand, left tea.ExecCallback) tea.Cmd
}

// screen is what fills the middle.
type screen int

const (
	onText screen = iota
	onNotes
	onLibrary
	onHelp
)

// bottom is the pane below, which has the keys while it is there.
type bottom int

const (
	noBottom bottom = iota
	onComposer
	onTags
	onQuestion
	onPalette
)

// side is which pane beside the text has the keys.
type side int

const (
	noSide side = iota
	onOutline
	onSource
)

// Model is the program. Make one with New.
type Model struct {
	opt      Options
	keys     keyboard
	panes    panes
	theme    *theme.Theme
	scheme   theme.Scheme
	fixed    bool // the scheme is the reader's choice
	method   ansi.Method
	width    int
	height   int
	layout   layout
	frame    tea.View // the last one
	painted  bool     // and it is what the screen is to be
	desks    []*desk  // the open briefings
	current  int
	screen   screen
	before   screen // help goes back to it
	bottom   bottom
	side     side
	view     viewing
	shelving shelving
	pictures *pictures // nil: the terminal draws none
	message  message
	request  int // the last id given to a request
}

// viewing is what the reader has asked to see.
type viewing struct {
	source    bool     // the source of a citation is open
	mouse     bool     // the mouse is the program's, not the terminal's
	question  question // open while bottom is onQuestion
	opening   bool     // nothing is there to be seen yet, and not for long
	leaving   bool     // the program ends as soon as nothing is left to save
	watching  bool     // the disk is being looked at
	making    int      // request of the view or the linked file that counts
	aside     *desk    // a view that is on the screen over its briefing; nil: none is
	asides    []*desk  // the views that can be gone back to, that shown last at the end
	trail     *reader.Trail
	queries   *reader.Queries
	split     *split  // another briefing is on the screen too; nil: none is
	closing   []*desk // that go once their place is kept
	splitting *split  // the other briefing is being chosen in the library
	among     among
	beside    *beside           // the text of the sources follows the cursor; nil: it does not
	titles    map[string]string // of the tabs that were not opened yet, by id
	welcome   int               // keys until the line for who is new here goes away; 0: it is not there
}

// New gives the program. It does nothing before it is run.
func New(o Options) *Model {
	m := &Model{opt: o, keys: newKeyboard(o.Keys), theme: o.Theme, scheme: o.Scheme, fixed: o.FixedScheme, method: ansi.WcWidth}
	if o.Pictures {
		m.pictures = &pictures{known: map[pictured]picture.Picture{}}
	}
	m.view.mouse, m.view.trail, m.view.queries, m.view.opening = o.Mouse, &reader.Trail{}, &reader.Queries{}, true
	if o.Welcome {
		m.view.welcome = welcomeKeys
	}
	m.panes = newPanes(m.theme, m.method, m.keys.Keys)
	m.panes.library.SetClock(o.Now)
	m.panes.notes.SetClock(o.Now)
	for _, id := range o.Open {
		m.desks = append(m.desks, m.newDesk(id))
	}
	m.panes.library.SetArrangement(o.Arranged)
	if len(m.desks) == 0 {
		m.screen = onLibrary
	}
	return m
}

// Init loads what is to be seen first.
func (m *Model) Init() tea.Cmd {
	cmds := []tea.Cmd{m.after(emptyAfter, lateMsg{})}
	if d := m.desk(); d != nil {
		cmds = append(cmds, m.load(d))
	} else {
		m.view.watching = true
		cmds = append(cmds, m.list(), m.watch())
	}
	if !m.fixed && m.opt.Look != nil {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// Update routes a message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	said := m.message
	cmd := m.route(msg)
	m.painted = m.painted && m.leaves(msg, cmd) && m.message == said
	m.arrange()
	m.follow()
	return m, tea.Batch(cmd, m.lookAhead(), m.askWhose(), m.fetchPictures())
}

// leaves reports whether a message, with what follows from it, leaves the screen as it is but
// for what is said on it: most do of those that come while nothing happens.
func (m *Model) leaves(msg tea.Msg, follows tea.Cmd) bool {
	switch msg.(type) {
	case watchMsg:
		return m.bottom == noBottom
	case stampMsg:
		return follows == nil
	}
	return false
}

func (m *Model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.PasteMsg:
		return m.paste(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		if !m.fixed {
			m.setScheme(theme.Scheme{Dark: msg.IsDark(), Contrast: m.scheme.Contrast})
		}
	case tea.ModeReportMsg:
		m.setMode(msg)
	case lateMsg:
		m.view.opening = false
	case watchMsg:
		return m.look()
	case saidMsg:
		m.message = message(msg)
	default:
		return m.routeText(msg)
	}
	return nil
}

// routeText routes the results that are of open texts.
func (m *Model) routeText(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loadedMsg:
		return m.loaded(msg)
	case readMsg:
		return m.wholeRead(msg)
	case untitledMsg:
		return m.findTitles()
	case titledMsg:
		m.titled(msg)
	case openedMsg:
		return m.keepOpened(msg)
	case stampMsg:
		return m.stamped(msg)
	case refreshedMsg:
		return m.refreshed(msg)
	case doneMsg:
		return m.settle(msg)
	case sightMsg:
		return m.sighted(msg)
	case namedMsg:
		return m.named(msg)
	case linkedMsg:
		return m.linked(msg)
	case markedMsg:
		return m.marked(msg)
	case behindMsg:
		return m.seenBehind(msg)
	case besideMsg:
		m.standBeside(msg)
	case arrivedMsg:
		m.showArrived(msg)
	case stoodMsg:
		m.showPlace(msg)
	case editedMsg:
		return m.edited(msg)
	case pictureMsg:
		return transmit(msg)
	case sentMsg:
		m.drawn(msg)
	default:
		return m.routeLibrary(msg)
	}
	return nil
}

// routeLibrary routes the results that are of the library.
func (m *Model) routeLibrary(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listedMsg:
		return m.listed(msg)
	case removedMsg:
		m.takenOut(msg)
	case feedsMsg:
		m.showFeeds(msg)
	case trashMsg:
		m.showTrash(msg)
	case broughtMsg:
		m.broughtBack(msg)
	case fetchedMsg:
		return m.fetched(msg)
	case askMsg:
		return m.lookWhose(msg)
	case whoseMsg:
		m.theirs(msg)
	case peekMsg:
		return m.peek(msg)
	case peekedMsg:
		m.peekedAt(msg)
	case shelvedMsg:
		m.isShelved(msg)
	case surveyedMsg:
		m.lookedAround(msg)
	default:
		return m.pass(msg)
	}
	return nil
}

// pass gives a message that is nobody's here to the reader: to the one that has sent it by
// a timer or a search, or else to the one that is on the screen.
func (m *Model) pass(msg tea.Msg) tea.Cmd {
	d := m.desk()
	if of := reader.Of(msg); of != nil && (d == nil || d.reader != of) {
		_, cmd := of.Update(msg) // what it says of it is not about the text on the screen
		return cmd
	}
	if d == nil {
		return nil
	}
	action, cmd := d.reader.Update(msg)
	return tea.Batch(cmd, m.act(d, action))
}

// next gives the id of a new request.
func (m *Model) next() int {
	m.request++
	return m.request
}

// setMode takes over how the terminal counts cells, as the renderer does on the same
// report: by grapheme clusters where it knows of mode 2027.
func (m *Model) setMode(msg tea.ModeReportMsg) {
	if msg.Mode != ansi.ModeUnicodeCore {
		return
	}
	switch msg.Value {
	case ansi.ModeReset, ansi.ModeSet, ansi.ModePermanentlySet:
		m.method = ansi.GraphemeWidth
		m.panes.setMethod(m.method)
		for _, d := range slices.Concat(m.desks, m.view.asides) {
			d.reader.SetMethod(m.method)
			d.outline.SetMethod(m.method)
		}
	}
}

// setScheme changes the colours.
func (m *Model) setScheme(scheme theme.Scheme) {
	if m.opt.Look == nil || scheme == m.scheme {
		return
	}
	th, err := m.opt.Look(scheme)
	if err != nil {
		m.fail("changing the colours", err)
		return
	}
	m.theme, m.scheme = th, scheme
	m.panes.setTheme(th)
	for _, d := range m.desks {
		d.reader.SetTheme(th)
		d.outline.SetTheme(th)
	}
}
