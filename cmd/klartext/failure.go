package main

// Exit codes.
const (
	exitWrite = 1   // the output could not be written
	exitInput = 2   // a bad input or a bad argument
	exitBreak = 130 // interrupted, as shells have it
)

// failure is what ends the program, or what keeps one input from being processed.
type failure struct {
	name   string // of the file, if it is about one
	reason string // what is wrong; "" when that has been said already
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
	return &failure{name: name, reason: "cannot write: " + cause(err), advice: "the output is not complete", exit: exitWrite}
}
