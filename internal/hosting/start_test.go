package hosting_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"vart/internal/hosting"
)

// host is the name the settings are for; the client is told where it is.
const host = "example.org"

// running is a real web server with printed settings.
type running struct {
	name         string
	dir          string // holds every file the server writes
	https, plain string // loopback addresses
	client       *http.Client
}

// starter says how a server is run with a file of settings. What it writes
// around the settings is what a distribution has there, with every log on.
type starter struct {
	packages []string
	file     string // one that the packages bring
	command  func(t *testing.T, dir, settings string) *exec.Cmd
}

var starters = map[string]starter{
	"nginx": {[]string{"nginx-core", "libnginx-mod-http-brotli-static"}, "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so", func(t *testing.T, dir, settings string) *exec.Cmd {
		main := filepath.Join(dir, "nginx.conf")
		write(t, main, fmt.Sprintf(`
load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
user root;
daemon off;
pid %[1]s/nginx.pid;
error_log %[1]s/error.log info;
events {}
http {
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	access_log %[1]s/access.log;
	client_body_temp_path %[1]s/tmp; proxy_temp_path %[1]s/tmp; fastcgi_temp_path %[1]s/tmp; uwsgi_temp_path %[1]s/tmp; scgi_temp_path %[1]s/tmp;
	include %[2]s;
}`, dir, settings))
		return exec.Command("nginx", "-c", main, "-e", filepath.Join(dir, "error.log"))
	}},
	"caddy": {[]string{"caddy"}, "/usr/bin/caddy", func(_ *testing.T, dir, settings string) *exec.Cmd {
		cmd := exec.Command("caddy", "run", "--config", settings, "--adapter", "caddyfile")
		cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
		return cmd
	}},
	"apache": {[]string{"apache2"}, "/usr/sbin/apache2", func(t *testing.T, dir, settings string) *exec.Cmd {
		var load strings.Builder
		for _, module := range []string{"mpm_event", "authz_core", "mime", "dir", "alias", "ssl", "headers", "rewrite", "filter", "deflate", "http2", "socache_shmcb"} {
			fmt.Fprintf(&load, "LoadModule %s_module /usr/lib/apache2/modules/mod_%[1]s.so\n", module)
		}
		main := filepath.Join(dir, "apache2.conf")
		write(t, main, fmt.Sprintf(`%s
ServerRoot %[2]s
ServerName localhost
PidFile %[2]s/apache.pid
DefaultRuntimeDir %[2]s
User www-data
Group www-data
TypesConfig /etc/mime.types
ErrorLog %[2]s/error.log
LogFormat "%%h %%r %%>s" combined
CustomLog %[2]s/access.log combined
<Directory />
	Require all denied
</Directory>
Include %[3]s
`, load.String(), dir, settings))
		return exec.Command("apache2", "-X", "-f", main)
	}},
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// install brings a server from Debian's packages. The servers are what this
// package is about, so without them the tests fail: VART_NO_SERVERS=1 says that
// they are not wanted.
func install(t *testing.T, s starter) {
	t.Helper()
	if os.Getenv("VART_NO_SERVERS") == "1" {
		t.Skip("VART_NO_SERVERS=1")
	}
	if _, err := os.Stat(s.file); err == nil {
		return
	}
	if os.Getuid() != 0 {
		t.Fatalf("%s is missing: apt-get install %s, or set VART_NO_SERVERS=1", s.file, strings.Join(s.packages, " "))
	}
	cmd := exec.Command("apt-get", append([]string{"install", "-y", "--no-install-recommends"}, s.packages...)...)
	// A run level of 1 keeps packages from starting what they install.
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("apt-get install %s: %v\n%s", strings.Join(s.packages, " "), err, out)
	}
}

// start runs a server with the settings it is printed for a site.
func start(t *testing.T, name string, s hosting.Site, root string) *running {
	t.Helper()
	st := starters[name]
	install(t, st)
	dir := readable(t)
	if err := os.Mkdir(filepath.Join(dir, "tmp"), 0o777); err != nil {
		t.Fatal(err)
	}
	r := &running{name: name, dir: dir, https: free(t), plain: free(t)}
	cert, key, pool := certificate(t, dir)
	files, err := hosting.Settings(name, s, hosting.Options{Root: root, Listen: r.https, Plain: r.plain, Cert: cert, Key: key, Brotli: true})
	if err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(dir, files[0].Name)
	write(t, settings, files[0].Text)
	cmd := st.command(t, dir, settings)
	out, err := os.Create(filepath.Join(dir, "output.log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			_ = cmd.Process.Kill()
		}
		_ = out.Close()
	})
	r.client = &http.Client{
		Timeout:       time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			TLSClientConfig:    &tls.Config{RootCAs: pool},
			DisableCompression: true,
			ForceAttemptHTTP2:  true,
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				to := r.https
				if strings.HasSuffix(address, ":80") {
					to = r.plain
				}
				var d net.Dialer
				return d.DialContext(ctx, network, to)
			},
		},
	}
	t.Cleanup(r.client.CloseIdleConnections)
	for deadline := time.Now().Add(time.Minute); ; {
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s ended: %v\n%s", name, err, r.written(t))
		default:
		}
		if conn, err := net.Dial("tcp", r.https); err == nil {
			_ = conn.Close()
			return r
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not answer\n%s", name, r.written(t))
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// written is all that the server has written to any file, its settings aside.
func (r *running) written(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(r.dir, func(name string, d os.DirEntry, err error) error {
		switch base := filepath.Base(name); {
		case err != nil || d.IsDir():
			return err
		case strings.HasSuffix(base, ".conf"), strings.HasSuffix(base, ".pem"), base == "Caddyfile", base == "autosave.json":
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil // a socket
		}
		fmt.Fprintf(&b, "--- %s\n%s\n", strings.TrimPrefix(name, r.dir+"/"), text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// settled is what the server has written once it writes no more: it may still
// be telling of its start when it already answers.
func (r *running) settled(t *testing.T) string {
	t.Helper()
	const quiet = 300 * time.Millisecond
	for last := r.written(t); ; {
		time.Sleep(quiet)
		now := r.written(t)
		if now == last {
			return now
		}
		last = now
	}
}

// readable is a temporary folder that servers who run as somebody else can
// read.
func readable(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for at := dir; at != os.TempDir() && at != "/"; at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// certificate makes a key and a certificate that only these tests trust.
func certificate(t *testing.T, dir string) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	chain := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	write(t, cert, string(chain))
	write(t, key, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})))
	pool = x509.NewCertPool()
	pool.AppendCertsFromPEM(chain)
	return cert, key, pool
}
