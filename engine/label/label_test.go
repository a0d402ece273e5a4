package label

import "testing"

func TestReasons(t *testing.T) {
	for _, tt := range []struct {
		v    Verdict
		want string
	}{
		{Verdict{Label: Player, Rule: ByLexicon}, "player control: lexicon"},
		{Verdict{Label: Text, Rule: ByModel, Main: 0.93}, "text: model 0.93"},
		{Verdict{Label: CommentText, Rule: ByThread}, "comment text: comment grammar"},
	} {
		if got := string(tt.v.AppendReason(nil)); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

func TestLabels(t *testing.T) {
	for l := Title; l < NumLabels; l++ {
		if got, ok := Parse(l.String()); !ok || got != l {
			t.Errorf("%v parses as %v, %v", l, got, ok)
		}
		if l.Main() && (l.Boilerplate() || l.Comment()) {
			t.Errorf("%v is main text and something else", l)
		}
	}
	if _, ok := Parse("none"); ok {
		t.Error(`"none" is no label of a block`)
	}
}
