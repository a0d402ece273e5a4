package meta

import "klartext/engine/meta/internal/source"

// chooseRanked sets the fields that are decided by which source is right most often: the entry with
// the lowest rank. A section that the text shows stays.
func chooseRanked(p *page, s *source.Sources, f *Fields) {
	f.Site = keepBest(p, s, source.SiteField)
	f.Description = keepBest(p, s, source.DescriptionField)
	f.Canonical = keepBest(p, s, source.CanonicalField)
	f.Image = keepBest(p, s, source.ImageField)
	if f.Section.Empty() {
		f.Section = keepBest(p, s, source.SectionField)
	}
}

func keepBest(p *page, s *source.Sources, field source.Field) Value {
	e := s.Pool.Best(field)
	if e == nil {
		return Value{}
	}
	return p.keep(s.Pool.Text(e), e.Kind)
}
