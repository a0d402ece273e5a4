package meta

import (
	"klartext/engine/internal/ascii"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/meta/internal/source"
)

// minPaywall is the number of blocks offering a subscription from which on a page has a paywall.
const minPaywall = 2

// readPaywall notes whether the page offers a subscription in place of the rest of the text.
func readPaywall(p *page, f *Fields) {
	n := 0
	for i := range p.blocks {
		if p.labels.of(i) == label.Paywall && p.labels.by(i) == sheet.ByLexicon {
			n++
		}
	}
	if n >= minPaywall {
		f.Paywalled, f.PaywalledSource = true, Visible
	}
}

// choosePaywall takes what the head says: isAccessibleForFree in JSON-LD or a content tier.
func choosePaywall(s *source.Sources, f *Fields) {
	for i := range s.Pool.Entries {
		e := &s.Pool.Entries[i]
		if e.Field != source.PaywallField {
			continue
		}
		if v := s.Pool.Text(e); ascii.EqualFold(v, "false") || ascii.EqualFold(v, "locked") {
			f.Paywalled, f.PaywalledSource = true, Source(e.Kind)
			return
		}
	}
}
