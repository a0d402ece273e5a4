package peers

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

var patience = flag.Duration("patience", 30*time.Second, "time allowed to a peer for a page")

// failure is the reason why there is no answer to a page.
type failure struct{ kind, why string }

func (f *failure) Error() string { return f.kind + ": " + f.why }

// process is a peer at work. It is started when first asked, and again after it died.
type process struct {
	*peer
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *json.Decoder
	says *head
	idle int // memory of the process before its first page, in bytes
	peak int // peak memory in bytes
}

// missing returns why a script cannot be run at all, or "" if it can.
func (p *peer) missing() string {
	if p.start != nil {
		return ""
	}
	if _, err := exec.LookPath("node"); err != nil {
		return "Node.js is missing"
	}
	if _, err := os.Stat("js/node_modules/linkedom"); err != nil {
		return "its packages are missing: run npm ci in bench/peers/js"
	}
	return ""
}

func (p *process) begin() (err error) {
	p.cmd = exec.Command("node", "js/run.js", p.script)
	if p.start != nil {
		p.cmd = exec.Command(os.Args[0], "-peer", p.name, "-models", *models)
	}
	p.says = &head{}
	p.cmd.Stderr = p.says
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	p.out = json.NewDecoder(out)
	return p.cmd.Start()
}

// ready is how long a process may take to report that it is ready.
const ready = 2 * time.Minute

// ask sends a page and waits for the answer, but not forever.
func (p *process) ask(pg *page) (reply, *failure) {
	if p.cmd == nil {
		if err := p.begin(); err != nil {
			p.cmd = nil
			return reply{}, &failure{"died", err.Error()}
		}
		if _, err := p.answer(ready, func() error { return nil }); err != nil {
			return reply{}, err
		}
		p.idle = p.weigh()
	}
	r, err := p.answer(*patience, func() error { return p.send(p.in, pg) })
	if err == nil && r.Kind != "" {
		err = &failure{r.Kind, r.Error}
	}
	return r, err
}

// answer sends a page and waits for a line. If none comes, it ends the process.
func (p *process) answer(patience time.Duration, send func() error) (reply, *failure) {
	var r reply
	done := make(chan error, 1)
	go func() {
		err := send()
		if err == nil {
			err = p.out.Decode(&r)
		}
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil {
			return r, nil
		}
		p.end()
		return reply{}, &failure{"died", cmp.Or(p.says.why(), err.Error())}
	case <-time.After(patience):
		p.end()
		<-done // the pipes are closed
		return reply{}, &failure{"time-out", fmt.Sprintf("no answer after %v", patience)}
	}
}

// end ends the process, if there is one.
func (p *process) end() {
	if p.cmd == nil {
		return
	}
	p.weigh()
	p.in.Close()
	p.cmd.Process.Kill()
	p.cmd.Wait() // returns the error that it was killed
	p.cmd = nil
}

// weigh returns the peak memory of the process so far, and records it. Only the Linux kernel
// reports it; elsewhere it is 0.
func (p *process) weigh() (kb int) {
	if p.cmd == nil {
		return 0
	}
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if _, rest, ok := bytes.Cut(status, []byte("VmHWM:")); ok {
		fmt.Sscan(string(rest), &kb)
	}
	p.peak = max(p.peak, kb<<10)
	return kb << 10
}

// head keeps the start of what a process writes to standard error, which says why it died.
type head struct{ buf []byte }

func (h *head) Write(b []byte) (int, error) {
	h.buf = append(h.buf, b[:min(len(b), 4096-len(h.buf))]...)
	return len(b), nil
}

// why returns the line that names the error, from everything written about it.
func (h *head) why() string {
	lines := strings.Split(strings.TrimSpace(string(h.buf)), "\n")
	for _, line := range lines {
		if strings.Contains(line, "Error") || strings.HasPrefix(line, "panic:") ||
			strings.HasPrefix(line, "fatal") {
			return line
		}
	}
	return lines[0]
}
