package thread

import "klartext/engine/block"

func (s *Segmenter) strong(e int32) parts        { return 0 }
func (s *Segmenter) weak(e int32) parts          { return 0 }
func (s *Segmenter) readMarkup(page *block.Page) {}
func (s *Segmenter) nest(page *block.Page)       {}
