package main

// Exit codes.
const (
	exitWrite = 1   // the output could not be written
	exitInput = 2   // a bad input or a bad argument
	exitBreak = 130 // interrupted, by the convention of shells
)

// failure ends the program, or keeps one input from being processed.
type failure struct {
	name   string // of the file, if the failure concerns one
	reason string // what is wrong; "" if that was already reported
	advice string // what to do
	exit   int
}

func (f *failure) Error() string {
	s := f.reason
	if f.name != "" {
		s = f.name + ": " + s
	}
	if f.advice != "" {
		s += "; " + f.advice
	}
	return s
}

func badUsage(reason string) *failure {
	return &failure{reason: reason, advice: "see klartext --help", exit: exitInput}
}

func badInput(name, reason, advice string) *failure {
	return &failure{name: name, reason: reason, advice: advice, exit: exitInput}
}

func badWrite(name string, err error) *failure {
	return &failure{name: name, reason: "cannot write: " + cause(err),
		advice: "the output is not complete", exit: exitWrite}
}
