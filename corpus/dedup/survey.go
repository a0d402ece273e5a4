package dedup

import (
	"bytes"
	"io"
	"math"
)

// Survey counts on how many pages of its host each block occurs, and how many pages each host has.
// It is pass 1 over a crawl; a Dropper uses it in pass 2.
//
// Its memory is fixed: four rows of SurveyOptions.Width one-byte counters for blocks and of
// SurveyOptions.Hosts four-byte counters for hosts, by default 64 MB and 4 MB. Counts are never too
// low, up to MaxPages for a block. They may be too high: in a crawl with d different blocks (by
// host), a block that occurs once appears to occur again with a probability of at most
// (1-exp(-d/Width))⁴. With the default width that is 0.001 % for a million different blocks, 0.2 %
// for four million, 14 % for 16 million. A page has about 60 to 100 blocks of its own, so the
// default is right for 50,000 to 100,000 pages at a time; for more pages Width should grow in
// proportion. FalseRate returns the rate for what was counted.
//
// A Survey depends on the pages added, not on their order, and merging the surveys of all shards
// gives that of the whole. While nothing is added, any number of goroutines may read it.
type Survey struct {
	blocks sketch[uint8]
	hosts  sketch[uint32]
	pages  uint64
}

// MaxPages is the highest number of pages counted for a block: 255 stands for that many or more.
const MaxPages = math.MaxUint8

// SurveyOptions sets the size of a Survey. The zero value is right for up to 100,000 pages.
type SurveyOptions struct {
	Width int // counters per row for blocks, rounded up to a power of two; 0 means 1<<24
	Hosts int // counters per row for hosts, rounded up to a power of two; 0 means 1<<18
}

// NewSurvey returns an empty Survey.
func NewSurvey(o SurveyOptions) *Survey {
	if o.Width <= 0 {
		o.Width = 1 << 24
	}
	if o.Hosts <= 0 {
		o.Hosts = 1 << 18
	}
	return &Survey{blocks: newSketch[uint8](widthFor(o.Width)),
		hosts: newSketch[uint32](widthFor(o.Hosts))}
}

// Add counts a page. A page without a host or without text is not counted.
func (s *Survey) Add(p *Prints) {
	if p.host == 0 || len(p.blocks) == 0 {
		return
	}
	s.pages++
	s.hosts.add(p.host)
	s.blocks.add(p.page)
	for _, k := range p.blocks {
		s.blocks.add(k)
	}
}

// Pages returns the number of pages counted.
func (s *Survey) Pages() uint64 { return s.pages }

// HostPages returns the number of pages of a host. It may be too high; see Survey.
func (s *Survey) HostPages(host string) int {
	if k := hostPrint(host); k != 0 {
		return int(s.hosts.count(k))
	}
	return 0
}

// FalseRate returns the measured probability that a block never counted appears to have been
// counted. Below 0.01, counts are as good as exact. It reads the whole table.
func (s *Survey) FalseRate() float64 { return s.blocks.falseRate() }

// Merge adds what o has counted. If their sizes differ, the error is a *StateError with ErrOptions.
func (s *Survey) Merge(o *Survey) error {
	if s.blocks.width != o.blocks.width || s.hosts.width != o.hosts.width {
		return &StateError{Kind: stateNames[surveyState], Err: ErrOptions}
	}
	s.blocks.merge(&o.blocks)
	s.hosts.merge(&o.hosts)
	s.pages += o.pages
	return nil
}

// WriteTo writes the survey: about 8 bytes per different block as long as few are counted, and at
// most two bytes per counter.
func (s *Survey) WriteTo(w io.Writer) (int64, error) {
	e := newEncoder(w, surveyState)
	e.uvarint(s.pages)
	s.blocks.write(e)
	s.hosts.write(e)
	return e.end()
}

// ReadFrom replaces the survey with one that WriteTo wrote, and reads r to its end. It must have
// been made with the same options; a zero Survey takes the default ones. The error is a *StateError
// or an error of r; the survey is then unchanged.
func (s *Survey) ReadFrom(r io.Reader) (int64, error) {
	if s.blocks.width == 0 {
		*s = *NewSurvey(SurveyOptions{})
	}
	d := newDecoder(r, surveyState)
	in := Survey{pages: d.uvarint()}
	in.blocks = s.blocks.read(d)
	in.hosts = s.hosts.read(d)
	n, err := d.end()
	if err == nil {
		*s = in
	}
	return n, err
}

// MarshalBinary returns what WriteTo writes.
func (s *Survey) MarshalBinary() ([]byte, error) { return marshal(s) }

// UnmarshalBinary is ReadFrom for data.
func (s *Survey) UnmarshalBinary(data []byte) error {
	_, err := s.ReadFrom(bytes.NewReader(data))
	return err
}
