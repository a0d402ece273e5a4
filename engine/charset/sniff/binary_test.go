package sniff

import (
	"strings"
	"testing"
)

func TestBinary(t *testing.T) {
	prose := strings.Repeat("Ein Satz, in dem nichts weiter steht.\r\n\t", 30)
	tests := []struct {
		name, page string
		want       bool
	}{
		{"nothing", "", false},
		{"text", prose, false},
		{"PDF", "%PDF-1.7\n" + prose, true},
		{"text about PDF", "Ein %PDF-1.7", false},
		{"few zero bytes", prose + strings.Repeat("\x00", len(prose)/60), false},
		{"many zero bytes", prose + strings.Repeat("\x00", len(prose)/40), true},
		{"colours of a terminal", strings.Repeat("\x1B[1mx\x1B[0m", 100), false},
		{"control characters far down", strings.Repeat(prose, 60) + strings.Repeat("\x01", 9000),
			false},
		{"not UTF-8", strings.Repeat("\xFC\xE4\xDF", 100), false},
	}
	for _, tt := range tests {
		if got := Binary([]byte(tt.page)); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}
