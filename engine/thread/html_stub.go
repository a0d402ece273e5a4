package thread

import "klartext/engine/block"

func (s *Segmenter) strong(e int32) parts        { return s.markup.names[e].strong }
func (s *Segmenter) weak(e int32) parts          { return s.markup.names[e].weak }
func (s *Segmenter) readMarkup(page *block.Page) { s.markup.read(page) }
func (s *Segmenter) nest(page *block.Page)       {}
