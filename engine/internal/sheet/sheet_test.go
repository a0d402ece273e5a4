package sheet

import (
	"testing"

	"klartext/engine/label"
)

func TestReasons(t *testing.T) {
	for _, tt := range []struct {
		v        Verdict
		estimate float32
		want     string
	}{
		{Verdict{Label: label.Player, Rule: ByLexicon}, 0.5, "player control: lexicon"},
		{Verdict{Label: label.Text, Rule: ByModel}, 0.93, "text: model 0.93"},
		{Verdict{Label: label.CommentText, Rule: ByThread}, 0.5, "comment text: comment grammar"},
	} {
		if got := string(tt.v.AppendReason(nil, tt.estimate)); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// TestAt tries every combination of columns that say something.
func TestAt(t *testing.T) {
	for said := range 16 {
		var s Sheet
		s.Reset(2)
		want := Verdict{}
		// The surest column comes last, so the last one that says something must count.
		for k, column := range [...][]Verdict{s.Rest, s.Rules, s.Thread, s.Head} {
			if said>>k&1 != 0 {
				column[1] = Verdict{Label: label.Label(k + 1), Rule: Rule(k), Score: float32(k)}
				want = column[1]
			}
		}
		if got := s.At(1); got != want || s.Label(1) != want.Label {
			t.Errorf("columns %04b: %v holds, want %v", said, got, want)
		}
		if open := said <= 1; s.Open(1) != open {
			t.Errorf("columns %04b: open is %v", said, !open)
		}
		if s.At(0) != (Verdict{}) || !s.Open(0) {
			t.Errorf("columns %04b: the block before has a verdict", said)
		}
	}
}

func TestFamily(t *testing.T) {
	var s Sheet
	s.Reset(1)
	s.Phrase[0] = Phrase{Family: label.Player}
	if got := s.Family(0); got != label.Player {
		t.Errorf("%v, want %v", got, label.Player)
	}
	if s.Void[0] = true; s.Family(0) != label.None {
		t.Error("a void phrase has a family")
	}
}
