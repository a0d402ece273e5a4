package when_test

import (
	"fmt"

	"klartext/engine/when"
)

func ExampleNext() {
	line := []byte("Sana, verfasst am Mittwoch, 13. September 2023 | 15:11 Uhr")
	if t, ok := when.Next(line, 0); ok {
		fmt.Printf("%s\n%s\n", line[t.Start:t.End], t.AppendISO(nil))
	}
	// Output:
	// Mittwoch, 13. September 2023 | 15:11 Uhr
	// 2023-09-13T15:11
}

func ExampleTime_Resolve() {
	rendered, _ := when.ParseISO([]byte("2023-09-13T15:11:30+02:00"))
	for _, s := range []string{
		"vor 8 Stunden", "11 Tage", "Gestern um 21:03", "2 years ago", "Dec 24",
	} {
		t, _ := when.Next([]byte(s), 0)
		at, _ := t.Resolve(rendered)
		fmt.Printf("%-17s %-9v %s\n", s, t.Kind, at.AppendISO(nil))
	}
	// Output:
	// vor 8 Stunden     Age       2023-09-13T07+02:00
	// 11 Tage           Age       2023-09-02
	// Gestern um 21:03  DayOffset 2023-09-12T21:03
	// 2 years ago       Age       2021
	// Dec 24            Yearless  2022-12-24
}
