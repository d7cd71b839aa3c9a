package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is a preview that runs.
type server struct {
	cmd    *exec.Cmd
	said   bytes.Buffer
	ended  chan error
	client *http.Client
	page   string
}

// patience is how long anything is waited for.
const patience = 20 * time.Minute

// serve starts a command, whose {port} becomes a free one.
func serve(dir string, command []string, page string) (*server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		return nil, err
	}
	_, port, _ := net.SplitHostPort(addr)
	args := slices.Clone(command)
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "{port}", port)
	}
	s := &server{cmd: exec.Command(args[0], args[1:]...), ended: make(chan error, 1), client: &http.Client{Timeout: patience}, page: "http://" + addr + page}
	s.cmd.Dir, s.cmd.Stdout, s.cmd.Stderr = dir, &s.said, &s.said
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { s.ended <- s.cmd.Wait() }()
	return s, nil
}

// until asks for the page every millisecond until it has a text.
func (s *server) until(text string) error {
	for began := time.Now(); time.Since(began) < patience; time.Sleep(time.Millisecond) {
		if body := s.get(); bytes.Contains(body, []byte(text)) {
			return nil
		}
		select {
		case err := <-s.ended:
			s.ended <- err
			return fmt.Errorf("it ended: %v\n%s", err, s.said.Bytes())
		default:
		}
	}
	return fmt.Errorf("%s did not get %q", s.page, text)
}

// get is the page; nothing until there is one.
func (s *server) get() []byte {
	r, err := s.client.Get(s.page)
	if err != nil {
		return nil
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		return nil
	}
	return body
}

// memory is how many bytes of memory the process has.
func (s *server) memory() (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(text), "\nVmRSS:")
	rest, _, _ = strings.Cut(rest, "kB")
	kib, err := strconv.ParseInt(strings.TrimSpace(rest), 10, 64)
	return kib << 10, err
}

// stop ends the process as Ctrl+C does, or after a while for good.
func (s *server) stop() error {
	s.client.CloseIdleConnections()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-s.ended:
		return nil
	case <-time.After(10 * time.Second):
		return s.cmd.Process.Kill()
	}
}

// spent is the CPU time of this process and of those that it started and that
// have ended.
func spent() time.Duration {
	var sum time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err == nil {
			sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return sum
}
