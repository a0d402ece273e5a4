package engine

import (
	"runtime"

	"klartext/engine/when"
)

// Page is a page to be cleaned by a Guarded engine.
type Page struct {
	Content   []byte // in UTF-8; must not change while the Document is used
	HTML      bool   // HTML, not plain text
	Address   []byte // like Options.Address
	FetchedAt when.Time
}

// Guarded is an Engine that survives a page on which it panics, which is a bug: the next page gets
// a new Engine. It is for programs that clean pages of strangers, one after the other. Set Options
// before the first page; Address and FetchedAt are taken from each Page.
type Guarded struct {
	Options Options

	engine *Engine
}

// Clean takes a page apart. The Document is valid until the next call. The error is an *Error, like
// that of Engine.HTML, or a *PanicError.
func (g *Guarded) Clean(p Page) (doc *Document, err error) {
	err = Guard(func() (err error) {
		if g.engine == nil {
			g.engine = New(g.Options)
		}
		g.engine.SetAddress(p.Address)
		g.engine.SetFetchedAt(p.FetchedAt)
		if p.HTML {
			doc, err = g.engine.HTML(p.Content)
		} else {
			doc, err = g.engine.Text(p.Content)
		}
		return err
	})
	if _, ok := err.(*PanicError); ok {
		g.Forget()
		doc = nil
	}
	return doc, err
}

// Forget releases the memory that pages took. The last Document stays valid until the next Clean.
func (g *Guarded) Forget() { g.engine = nil }

// PanicError is the error for a page on which the engine panicked.
type PanicError struct {
	Value any    // the argument of panic
	Stack []byte // where it happened; varies between runs
}

// Error returns the message of the panic, without the stack.
func (p *PanicError) Error() string {
	what := "not said"
	switch v := p.Value.(type) {
	case error: // includes those of the runtime
		what = v.Error()
	case string:
		what = v
	}
	return "internal error, please report the page: " + what
}

// Guard calls do, and turns a panic into a *PanicError. Whatever do was working with may then be in
// any state and should not be used again.
func Guard(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			stack := make([]byte, 16<<10)
			err = &PanicError{v, stack[:runtime.Stack(stack, false)]}
		}
	}()
	return do()
}
