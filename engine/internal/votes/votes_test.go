package votes

import "testing"

func TestVotes(t *testing.T) {
	tests := []struct {
		votes           string
		points          int
		up, down, valid int // valid: 2 where both are known, 1 where the points are
	}{
		{"12", 12, 0, 0, 1}, {"0", 0, 0, 0, 1}, {"+3", 3, 0, 0, 1}, {"-3", -3, 0, 0, 1},
		{"−3", -3, 0, 0, 1}, {" – 4 ", 0, 0, 0, 0},
		{"1,046", 1046, 0, 0, 1}, {"1.046", 1046, 0, 0, 1}, {"1'046'200", 1046200, 0, 0, 1},
		{"12\u202f345", 12345, 0, 0, 1}, {"+1.046", 1046, 0, 0, 1},
		{"12 Likes", 12, 0, 0, 1}, {"Gefällt 12 Personen", 12, 0, 0, 1}, {"Score: -3", -3, 0, 0, 1},
		{"👍 5", 5, 0, 0, 1}, {"♥3", 3, 0, 0, 1},
		{"12 people found this helpful", 12, 0, 0, 1}, {"Daumen hoch3Daumen runter", 3, 0, 0, 1},
		{"▲ -1 ▼", -1, 0, 0, 1},
		{"👍 9 👎 2", 7, 9, 2, 2}, {"+97 / −22", 75, 97, 22, 2}, {"+0 / −0", 0, 0, 0, 2},
		{"A favor 9  En contra 12", -3, 9, 12, 2},
		{"3 Likes 2 Dislikes", 1, 3, 2, 2},
		{"Daumen runter: 1 · Daumen hoch: 1.200", 1199, 1200, 1, 2}, {"👎 2 | 👍 9", 7, 9, 2, 2},
		// What nobody can know.
		{"", 0, 0, 0, 0}, {"Likes", 0, 0, 0, 0}, {"3.2k", 0, 0, 0, 0}, {"3k", 0, 0, 0, 0},
		{"2 Tsd.", 0, 0, 0, 0}, {"1.5", 0, 0, 0, 0}, {"0,123", 0, 0, 0, 0},
		{"80 %", 0, 0, 0, 0}, {"80%", 0, 0, 0, 0}, {"12 345", 0, 0, 0, 0}, {"3 of 5", 0, 0, 0, 0},
		{"4/5", 0, 0, 0, 0}, {"👎 3", 0, 0, 0, 0},
		{"12 likes 3 shares", 0, 0, 0, 0}, {"1,04", 0, 0, 0, 0}, {"1,046.5", 0, 0, 0, 0},
		{"1,046.500", 0, 0, 0, 0}, {"12345678901", 0, 0, 0, 0}, {"1 2 3", 0, 0, 0, 0},
		{"9,999,999,999", 0, 0, 0, 0}, {"1234,567", 0, 0, 0, 0},
	}
	for _, tt := range tests {
		votes := []byte(tt.votes)
		c := Read(votes)
		if n, ok := c.Points(); n != tt.points || ok != (tt.valid > 0) {
			t.Errorf("%q: got points %d, %v, want %d", tt.votes, n, ok, tt.points)
		}
		if up, down, ok := c.UpDown(); up != tt.up || down != tt.down || ok != (tt.valid > 1) {
			t.Errorf("%q: got %d for and %d against, %v, want %d and %d",
				tt.votes, up, down, ok, tt.up, tt.down)
		}
		if got := testing.AllocsPerRun(5, func() { c = Read(votes) }); got != 0 {
			t.Errorf("%q: %v allocations", tt.votes, got)
		}
	}
}
