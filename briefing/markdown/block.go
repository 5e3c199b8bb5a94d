// Package markdown reads Markdown (CommonMark, tables, strikethrough, task lists,
// footnotes, front matter) into a flat run of blocks whose every visible character
// knows its bytes in the source. The page lays the blocks out, notes are anchored in
// their visible text, and briefings are recognised from them, so all three agree.
//
// Blocks are found by a line parser of this package: unlike goldmark's, it can stop before
// any line and go on from there, so that a document is a row of chunks which are parsed
// when they are looked at, and no construct takes more than linear time. Inline content is
// goldmark's. Both are held to goldmark as a whole, on the examples of the specification
// and on real files. Limits: containers nest 64 deep; inline markup does not reach over
// the joint of a leaf longer than 32 KiB, nor far where it is begun thousands of times
// without an end.
//
// It draws nothing and knows no widths.
package markdown

import "readout/content"

// Kind is what a block is.
type Kind uint8

// The kinds of block. All are leaves; what a leaf stands in is in its Containers.
const (
	Paragraph Kind = iota
	Heading
	Code // fenced or indented
	HTML // shown as it stands
	Rule // thematic break
	Table
	FrontMatter // YAML between --- lines at the very start; not visible
	Empty       // an item, quote or footnote without content
)

// Join says how a block hangs together with the one before it. A leaf that is too long
// for one chunk is read in pieces; inline markup does not reach over a joint.
type Join uint8

// The joints.
const (
	Apart     Join = iota // a block of its own
	AfterLine             // goes on the block before it with a new source line
	InLine                // goes on the block before it in the middle of a source line
)

// Block is one leaf block, in document order.
type Block struct {
	Kind       Kind
	Span       content.Span // whole lines of the source that it covers, markers included
	Level      int          // of a heading, 1 to 6
	Info       string       // of a fenced code block: its language
	Tight      bool         // no blank line is due before it (an item of a tight list)
	Join       Join         // whether it goes on the block before it
	Containers []Container  // outermost first
	Runs       []Run        // inline content; for Code and HTML one run a line, each ending in a HardBreak
	Rows       []Row        // of a table, the header first
	Align      []Align      // of a table's columns
}

// ContainerKind is what a block stands in.
type ContainerKind uint8

// The kinds of container.
const (
	Quote ContainerKind = iota
	Item                // of a list
	Footnote
)

// Container is one thing that a block stands in.
type Container struct {
	Kind    ContainerKind
	ID      int          // distinct for each container of a document: equal IDs are the same item or quote
	Span    content.Span // the container's whole range in the source
	Marker  content.Span // the source of the item's marker or the footnote's "[^label]:"
	Ordered bool
	Number  int    // of an ordered item
	Task    Task   // of a task list item
	Label   string // of a footnote
	First   bool   // the block is the container's first
}

// Task is the state of a task list item.
type Task uint8

// The states of a task.
const (
	NoTask Task = iota
	TaskOpen
	TaskDone
)

// Align is the alignment of a table column.
type Align uint8

// The alignments.
const (
	AlignNone Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// Row is one table row: its cells' inline contents.
type Row struct {
	Span  content.Span
	Cells [][]Run
}

// Style is a set of inline styles.
type Style uint16

// The inline styles.
const (
	Strong Style = 1 << iota
	Emphasis
	Strike
	CodeSpan
	Link     // Target is the destination
	Image    // Text is the alternative text, Target the destination
	Citation // a footnote reference: Text is "[^label]" as in the source, Target the label
	RawHTML  // inline HTML, shown as it stands
)

// Break says what ends a run.
type Break uint8

// The breaks.
const (
	NoBreak   Break = iota
	SoftBreak       // a line ending in a paragraph: shown as a space where the line goes on
	HardBreak
)

// Run is a piece of visible inline text in one style.
//
// Either the run is verbatim: Text == string(src[Start:End]), so each of its bytes is
// its own source byte; or it is atomic: all of Text stands for all of src[Start:End]
// (an entity, a replaced control character, a tab). Span is empty for text that the source
// does not have; such a run cannot be annotated. A run that holds nothing but a break
// has no Text, and its Span is the line ending in the source.
type Run struct {
	Text     string // no control characters, no bidi overrides, valid UTF-8
	Span     content.Span
	Verbatim bool
	Style    Style
	Target   string // link destination, or footnote label
	Break    Break
}
